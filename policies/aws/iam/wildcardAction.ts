import type { Rule } from "../../core/rule";
import { eachAllowed, IDENTITY_POLICIES } from "./identityPolicies";
import { actions, everything } from "./policyDocument";

/** Everything that a service can do is more than anybody needs of it. */
export const wildcardAction: Rule = {
  id: "aws-iam-wildcard-action",
  title: "Policies name actions, not whole services",
  why: "s3:* is also DeleteBucket and PutBucketPolicy, and whatever the service learns next",
  mend: "list the actions that are needed; wildcards within a name, such as s3:GetObject*, are fine",
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["7.2.1", "7.2.5"],
    owaspApi2023: ["API5"],
    checkov: ["CKV_AWS_49", "CKV_AWS_63", "CKV2_AWS_40"],
    cdkNag: ["AwsSolutions-IAM5", "NIST.800.53.R5-IAMPolicyNoStatementsWithFullAccess"],
  },
  types: IDENTITY_POLICIES,
  check: (subject) =>
    eachAllowed(subject, (statement) => {
      // Every action on every resource is what aws-iam-admin-policy reports.
      const admin = (action: string): boolean => action === "*" && everything(statement) !== undefined;
      subject.each(actions(statement), (action) => {
        if (action.string && /^(?:[\w-]+:)?\*$/.test(action.string) && !admin(action.string))
          subject.report(action, `is ${action.string}`);
      });
    }),
};
