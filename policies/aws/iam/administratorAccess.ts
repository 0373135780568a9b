import type { Rule } from "../../core/rule";
import { ATTACHMENTS, attachedPolicies, awsManaged } from "./attachedPolicies";

const MIGHTY = ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess"];

/** CIS AWS Foundations 3.0.0, 1.16. */
export const administratorAccess: Rule = {
  id: "aws-iam-administrator-access",
  title: "Nobody is given AdministratorAccess, IAMFullAccess or PowerUserAccess",
  why: "whoever gets hold of one such credential has the whole account, or can give it to themselves",
  mend: "write a policy with the actions and resources that are needed",
  severity: "critical",
  maps: {
    practices: ["Authentication and authorization"],
    cisAws: ["1.16"],
    pciDss4: ["7.2.1", "7.2.2", "7.2.5"],
    owaspApi2023: ["API5"],
    checkov: ["CKV_AWS_274", "CKV_AWS_275", "CKV2_AWS_56"],
    cdkNag: ["AwsSolutions-IAM4"],
  },
  types: ATTACHMENTS,
  check: (subject) =>
    subject.each(attachedPolicies(subject), (policy) => {
      const name = awsManaged(policy.string);
      if (name && MIGHTY.includes(name)) subject.report(policy, `is ${name}`);
    }),
};
