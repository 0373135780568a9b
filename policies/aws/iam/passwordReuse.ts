import type { Rule } from "../../core/rule";

/** CIS AWS Foundations 3.0.0, 1.9. */
export const passwordReuse: Rule = {
  id: "aws-iam-password-reuse",
  title: "Passwords for the console are not used again",
  why: "a former password that leaked somewhere opens the console as soon as its owner goes back to it",
  mend: "set passwordReusePrevention to 24",
  severity: "low",
  maps: {
    practices: ["Authentication and authorization"],
    cisAws: ["1.9"],
    pciDss4: ["8.3.7"],
    owaspApi2023: ["API2"],
    checkov: ["CKV_AWS_13"],
  },
  types: ["aws:iam/accountPasswordPolicy:AccountPasswordPolicy"],
  parameters: {
    minimumPasswords: {
      type: "integer",
      minimum: 4,
      maximum: 24,
      default: 24,
      description: "Fewest former passwords that have to be refused; PCI DSS 8.3.7 asks for 4.",
    },
  },
  check: (subject) => {
    const reuse = subject.properties.get("passwordReusePrevention");
    const least = subject.parameter<number>("minimumPasswords");
    if ((reuse.number ?? 0) < least)
      subject.report(reuse, `is ${reuse.number ?? "missing"}, at least ${least} are asked for`);
  },
};
