import type { Rule } from "../../core/rule";

/** CIS AWS Foundations 3.0.0, 1.4. */
export const rootAccessKey: Rule = {
  id: "aws-iam-root-access-key",
  title: "The root user has no access key",
  why: "no policy holds the root user back: whoever has the key can close the account",
  mend: "delete the key, and use a role",
  severity: "critical",
  maps: {
    practices: ["Authentication and authorization"],
    cisAws: ["1.4"],
    pciDss4: ["2.2.2", "7.2.2", "8.6.1"],
    owaspApi2023: ["API2"],
    checkov: ["CKV_AWS_348"],
  },
  types: ["aws:iam/accessKey:AccessKey"],
  check: (subject) => {
    const owner = subject.properties.get("user");
    if (owner.string === "root") subject.report(owner, "is root");
  },
};
