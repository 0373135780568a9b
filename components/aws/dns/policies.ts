/** What a policy document has to know of where it is used. */
export interface PolicyScope {
  /** AWS partition, such as aws. */
  partition: string;
  /** Account id. */
  accountId: string;
}

/** Region that Route 53 signs and logs in: no other one will do. */
export const route53Region = "us-east-1";

/** Whoever the account lets, by its own policies. */
function accountStatement({ partition, accountId }: PolicyScope): object {
  return {
    Sid: "Account",
    Effect: "Allow",
    Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
    Action: "kms:*",
    Resource: "*",
  };
}

/** The ARN of a zone's log group. Its name has to begin like this, or Route 53 refuses it. */
export function queryLogGroup(zoneName: string): string {
  return `/aws/route53/${zoneName}`;
}

function queryLogArn({ partition, accountId }: PolicyScope, zoneName: string): string {
  return `arn:${partition}:logs:${route53Region}:${accountId}:log-group:${queryLogGroup(zoneName)}`;
}

/**
 * The policy of a key that signs one zone (Amazon Route 53 Developer Guide, "Working with customer managed keys for
 * DNSSEC"): Route 53 may use it for this zone of this account alone.
 */
export function dnssecKeyPolicy(scope: PolicyScope, zoneId: string): object {
  const service = { Service: "dnssec-route53.amazonaws.com" };
  const ofZone = {
    StringEquals: { "aws:SourceAccount": scope.accountId },
    ArnEquals: { "aws:SourceArn": `arn:${scope.partition}:route53:::hostedzone/${zoneId}` },
  };
  return {
    Version: "2012-10-17",
    Statement: [
      accountStatement(scope),
      {
        Sid: "Signing",
        Effect: "Allow",
        Principal: service,
        Action: ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
        Resource: "*",
        Condition: ofZone,
      },
      {
        Sid: "Grants",
        Effect: "Allow",
        Principal: service,
        Action: "kms:CreateGrant",
        Resource: "*",
        Condition: { ...ofZone, Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ],
  };
}

/** The policy of a key that encrypts one zone's query log. */
export function queryLogKeyPolicy(scope: PolicyScope, zoneName: string): object {
  return {
    Version: "2012-10-17",
    Statement: [
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
    ],
  };
}

/** The policy that lets Route 53 write one zone's queries to its log group, and into no other. */
export function queryLogPolicy(scope: PolicyScope, zone: { zoneId: string; name: string }): object {
  return {
    Version: "2012-10-17",
    Statement: [
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
    ],
  };
}
