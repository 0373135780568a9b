import type { AwsAccount } from "../account";
import { policyDocument, type Statement } from "../policyDocument";

/** The account that a policy is used in. */
export type PolicyScope = Pick<AwsAccount, "accountId" | "partition">;

/** Region that Route 53 signs and logs in: no other one will do. */
export const route53Region = "us-east-1";

/** Whoever the account lets, by its own policies. */
function accountStatement({ partition, accountId }: PolicyScope): Statement {
  return {
    Sid: "Account",
    Effect: "Allow",
    Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
    Action: "kms:*",
    Resource: "*",
  };
}

/** The name of a zone's log group. Its name has to begin like this, or Route 53 refuses it. */
export function queryLogGroup(zoneName: string): string {
  return `/aws/route53/${zoneName}`;
}

function queryLogArn({ partition, accountId }: PolicyScope, zoneName: string): string {
  return `arn:${partition}:logs:${route53Region}:${accountId}:log-group:${queryLogGroup(zoneName)}`;
}

/**
 * The policy of a key that signs one zone (Amazon Route 53 Developer Guide, "Working with customer managed keys for
 * DNSSEC"): Route 53 may sign with it for this zone of this account alone.
 */
export function dnssecKeyPolicy(scope: PolicyScope, zoneId: string): string {
  const service = { Service: "dnssec-route53.amazonaws.com" };
  return policyDocument([
    accountStatement(scope),
    {
      Sid: "Signing",
      Effect: "Allow",
      Principal: service,
      Action: ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
      Resource: "*",
      Condition: {
        StringEquals: { "aws:SourceAccount": scope.accountId },
        ArnEquals: { "aws:SourceArn": `arn:${scope.partition}:route53:::hostedzone/${zoneId}` },
      },
    },
    {
      Sid: "Grants",
      Effect: "Allow",
      Principal: service,
      Action: "kms:CreateGrant",
      Resource: "*",
      // As the guide has it: it does not say that a grant is asked for in a zone's name.
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ]);
}

/** The policy of a key that encrypts one zone's query log. */
export function queryLogKeyPolicy(scope: PolicyScope, zoneName: string): string {
  return policyDocument([
    accountStatement(scope),
    {
      Sid: "Logs",
      Effect: "Allow",
      Principal: { Service: `logs.${route53Region}.amazonaws.com` },
      Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      Resource: "*",
      Condition: {
        ArnEquals: { "kms:EncryptionContext:aws:logs:arn": queryLogArn(scope, zoneName) },
      },
    },
  ]);
}

/** The policy that lets Route 53 write one zone's queries to its log group, and into no other. */
export function queryLogPolicy(scope: PolicyScope, zone: { zoneId: string; name: string }): string {
  return policyDocument([
    {
      Sid: "QueryLog",
      Effect: "Allow",
      Principal: { Service: "route53.amazonaws.com" },
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${queryLogArn(scope, zone.name)}:*`,
      Condition: {
        StringEquals: { "aws:SourceAccount": scope.accountId },
        ArnLike: { "aws:SourceArn": `arn:${scope.partition}:route53:::hostedzone/${zone.zoneId}` },
      },
    },
  ]);
}
