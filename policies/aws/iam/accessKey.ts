import type { Rule } from "../../core/rule";

/** IAM User Guide, "Security best practices in IAM": temporary credentials; CIS AWS Foundations 3.0.0, 1.4 and 1.14. */
export const accessKey: Rule = {
  id: "aws-iam-access-key",
  title: "Programs use roles, not access keys",
  why: "an access key works from anywhere until it is deleted, and its secret stands in the state",
  mend: "give the instance, function or pipeline a role; where a key has to stay, set status to Inactive until it is used",
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization"],
    cisAws: ["1.14"],
    pciDss4: ["8.3.9", "8.6.2", "8.6.3"],
    owaspApi2023: ["API2"],
  },
  types: ["aws:iam/accessKey:AccessKey"],
  check: (subject) => {
    const { properties } = subject;
    const owner = properties.get("user");
    if (properties.get("status").string === "Inactive") return;
    // The name of the user may be known only at up; that there is a key is known.
    subject.report(owner, "is given an access key");
  },
};
