import type { Rule } from "../../core/rule";

/** CIS AWS Foundations 3.0.0, 1.15. */
export const userPolicy: Rule = {
  id: "aws-iam-user-policy",
  title: "Users get permissions through groups",
  why: "permissions of single users are forgotten when people change their task: they pile up until nobody knows who may what",
  mend: "give the policy to a group that the user is in, or to a role",
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization"],
    cisAws: ["1.15"],
    pciDss4: ["7.2.2", "7.2.4"],
    owaspApi2023: ["API5"],
    checkov: ["CKV_AWS_40"],
    cdkNag: ["NIST.800.53.R5-IAMUserNoPolicies"],
  },
  types: [
    "aws:iam/userPolicy:UserPolicy",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment",
    "aws:iam/policyAttachment:PolicyAttachment",
  ],
  check: (subject) => {
    const { properties, resource } = subject;
    if (resource.type === "aws:iam/policyAttachment:PolicyAttachment") {
      const users = properties.get("users");
      if (users.items().length > 0) subject.report(users, "are given a policy of their own");
      return;
    }
    subject.report(properties.get("user"), "is given a policy of its own");
  },
};
