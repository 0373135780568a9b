import type { Rule } from "../../core/rule";
import { eachAllowed, IDENTITY_POLICIES, texts } from "./identityPolicies";
import { actions, covers, everything, isConditional } from "./policyDocument";

/** Actions whose answers are other people's data or credentials, and that can be granted on single resources. */
const REVEALING = [
  "s3:GetObject",
  "secretsmanager:GetSecretValue",
  "secretsmanager:BatchGetSecretValue",
  "ssm:GetParameter",
  "ssm:GetParameters",
  "ssm:GetParametersByPath",
  "kms:Decrypt",
  "dynamodb:GetItem",
  "dynamodb:Scan",
  "ec2:GetPasswordData",
  "sts:AssumeRole",
  "rds-db:connect",
  "redshift:GetClusterCredentials",
  "redshift-serverless:GetCredentials",
  "cognito-identity:GetOpenIdTokenForDeveloperIdentity",
  "codeartifact:GetAuthorizationToken",
  "lightsail:GetInstanceAccessDetails",
];

/** What cloudsplaining, which Checkov asks, calls credentials exposure and data exfiltration. */
export const dataExposure: Rule = {
  id: "aws-iam-data-exposure",
  title: "No policy reads all secrets and data of the account",
  why: "one stolen credential reads every secret, object and parameter of the account, or takes on every role",
  mend: "name the buckets, secrets, parameters, keys or roles in Resource",
  severity: "high",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["7.2.1", "7.2.5", "7.2.6"],
    owaspApi2023: ["API1", "API5"],
    checkov: ["CKV_AWS_107", "CKV_AWS_108", "CKV_AWS_287", "CKV_AWS_288"],
    cdkNag: ["AwsSolutions-IAM5"],
  },
  types: IDENTITY_POLICIES,
  check: (subject) =>
    eachAllowed(subject, (statement) => {
      const on = everything(statement);
      const named = texts(actions(statement));
      // Every action at all is what aws-iam-admin-policy reports.
      if (!on || named.includes("*") || isConditional(statement)) return;
      const read = REVEALING.filter((action) => named.some((pattern) => covers(pattern, action)));
      if (read.length > 0) subject.report(on, `is everything, for ${read.join(", ")}`);
    }),
};
