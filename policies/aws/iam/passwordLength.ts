import type { Rule } from "../../core/rule";

/** CIS AWS Foundations 3.0.0, 1.8. */
export const passwordLength: Rule = {
  id: "aws-iam-password-length",
  title: "Passwords for the console are long",
  why: "short passwords are guessed, and guessing them from a stolen hash takes hours",
  mend: "set minimumPasswordLength to 14 or more",
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization"],
    cisAws: ["1.8"],
    pciDss4: ["8.3.6"],
    owaspApi2023: ["API2"],
    checkov: ["CKV_AWS_10"],
  },
  types: ["aws:iam/accountPasswordPolicy:AccountPasswordPolicy"],
  parameters: {
    minimumLength: {
      type: "integer",
      minimum: 12,
      maximum: 128,
      default: 14,
      description: "Fewest characters that are enough; PCI DSS 8.3.6 asks for 12.",
    },
  },
  check: (subject) => {
    const length = subject.properties.get("minimumPasswordLength");
    const least = subject.parameter<number>("minimumLength");
    // The API's own default.
    const given = length.number ?? 6;
    if (given < least) subject.report(length, `is ${given} characters, at least ${least} are asked for`);
  },
};
