import type { Rule } from "../../core/rule";
import { eachAllowed, IDENTITY_POLICIES, texts } from "./identityPolicies";
import { actions, covers, everything, isConditional } from "./policyDocument";

/** Each lets whoever may do it to every identity have what that identity has, or run code as every role. */
const WAYS = [
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreatePolicyVersion",
  "iam:PassRole",
  "iam:PutGroupPolicy",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateLoginProfile",
  "glue:UpdateDevEndpoint",
  "lambda:UpdateFunctionCode",
  "ssm:SendCommand",
  "ssm:StartSession",
];

/**
 * S. Gietzen, "AWS IAM Privilege Escalation: Methods and Mitigation" (Rhino Security Labs); pathfinding.cloud; IAM Access
 * Analyzer policy checks, "PassRole with star in resource".
 */
export const privilegeEscalation: Rule = {
  id: "aws-iam-privilege-escalation",
  title: "No policy lets its holder become somebody mightier",
  why: "a permission to hand out permissions, or to run code as any role, is worth as much as all of them",
  mend: "name the identities or roles in Resource, or put a condition such as iam:PassedToService on the statement",
  severity: "high",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["7.2.1", "7.2.2", "7.2.5"],
    owaspApi2023: ["API5"],
    checkov: ["CKV_AWS_110", "CKV_AWS_286", "CKV2_AWS_40"],
  },
  types: IDENTITY_POLICIES,
  check: (subject) =>
    eachAllowed(subject, (statement) => {
      const on = everything(statement);
      const named = texts(actions(statement));
      // Every action at all is what aws-iam-admin-policy reports.
      if (!on || named.includes("*") || isConditional(statement)) return;
      const ways = WAYS.filter((action) => named.some((pattern) => covers(pattern, action)));
      if (ways.length > 0) subject.report(on, `is everything, for ${ways.join(", ")}`);
    }),
};
