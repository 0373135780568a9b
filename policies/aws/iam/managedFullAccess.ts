import type { Rule } from "../../core/rule";
import { ATTACHMENTS, attachedPolicies, awsManaged } from "./attachedPolicies";

/** CIS AWS Foundations 3.0.0, 1.22, for one of them. */
export const managedFullAccess: Rule = {
  id: "aws-iam-managed-full-access",
  title: "Nobody is given a FullAccess policy of AWS",
  why: "it holds every action of a service on all that the account has there: one host may delete what all others need",
  mend: "write a policy with the actions and resources that are needed, or use a narrower one of AWS",
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization"],
    cisAws: ["1.22"],
    pciDss4: ["7.2.1", "7.2.5"],
    owaspApi2023: ["API5"],
    cdkNag: ["AwsSolutions-IAM4"],
  },
  types: ATTACHMENTS,
  parameters: {
    allowed: {
      type: "array",
      items: { type: "string" },
      uniqueItems: true,
      default: [],
      description: "Names of AWS's own policies that may be given, such as `AmazonSNSFullAccess`.",
    },
  },
  check: (subject) => {
    const allowed = subject.parameter<string[]>("allowed");
    subject.each(attachedPolicies(subject), (policy) => {
      const name = awsManaged(policy.string);
      // IAMFullAccess is what aws-iam-administrator-access reports.
      if (name && name !== "IAMFullAccess" && /FullAccess/.test(name) && !allowed.includes(name))
        subject.report(policy, `is ${name}`);
    });
  },
};
