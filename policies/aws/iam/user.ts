import type { Rule } from "../../core/rule";

/** CIS AWS Foundations 3.0.0, 1.21; IAM User Guide, "Security best practices in IAM". */
export const user: Rule = {
  id: "aws-iam-user",
  title: "People and programs take on roles instead of being IAM users",
  why: "a user's password and keys are good until somebody remembers to take them away",
  mend: "let people in through IAM Identity Center, and programs by roles, which give credentials that expire",
  severity: "low",
  maps: {
    practices: ["Authentication and authorization"],
    cisAws: ["1.21"],
    pciDss4: ["8.2.6", "8.3.9"],
    owaspApi2023: ["API2"],
    checkov: ["CKV_AWS_273", "CKV2_AWS_22"],
  },
  types: ["aws:iam/user:User", "aws:iam/userLoginProfile:UserLoginProfile"],
  parameters: {
    allowed: {
      type: "array",
      items: { type: "string" },
      uniqueItems: true,
      default: [],
      description: "Names of users that have to be, such as the one for emergencies.",
    },
  },
  check: (subject) => {
    const login = subject.resource.type === "aws:iam/userLoginProfile:UserLoginProfile";
    const name = subject.properties.get(login ? "user" : "name");
    const allowed = subject.parameter<string[]>("allowed");
    // Where none is allowed, a name that is not known yet makes no difference.
    if (allowed.length > 0 && allowed.includes(name.string ?? "")) return;
    subject.report(name, login ? "is given a password for the console" : "is an IAM user");
  },
};
