import type { Rule } from "../../core/rule";
import { eachAllowed, IDENTITY_POLICIES, texts } from "./identityPolicies";
import { actions, everything } from "./policyDocument";

/** CIS AWS Foundations 3.0.0, 1.16. */
export const adminPolicy: Rule = {
  id: "aws-iam-admin-policy",
  title: "No policy allows every action on every resource",
  why: "whoever gets hold of one such credential has the whole account, its logs and its backups",
  mend: "name the actions and resources that are needed; people who administer take on a role for as long as they do",
  severity: "critical",
  maps: {
    practices: ["Authentication and authorization"],
    cisAws: ["1.16"],
    pciDss4: ["7.2.1", "7.2.2", "7.2.5"],
    owaspApi2023: ["API5"],
    checkov: ["CKV_AWS_1", "CKV_AWS_62", "CKV2_AWS_40"],
    cdkNag: ["AwsSolutions-IAM5", "NIST.800.53.R5-IAMPolicyNoStatementsWithAdminAccess"],
  },
  types: IDENTITY_POLICIES,
  check: (subject) =>
    eachAllowed(subject, (statement) => {
      if (texts(actions(statement)).includes("*") && everything(statement))
        subject.report(statement.get("Action"), "is * on every resource");
    }),
};
