import type { AwsAccount } from "../account";
import { policyDocument } from "../policyDocument";

const useForData = [
  "kms:Encrypt",
  "kms:Decrypt",
  "kms:ReEncrypt*",
  "kms:GenerateDataKey*",
  "kms:DescribeKey",
];

/**
 * Who may use an environment's key. The account itself, so that IAM policies decide whom of it; else the services that
 * have no role of their own, each for this account alone (the confused deputy, AWS IAM User Guide).
 */
export function keyPolicy({ accountId, partition, dnsSuffix, region }: AwsAccount): string {
  // In the policy of a key, * is that key.
  const key = { Effect: "Allow", Resource: "*" } as const;
  const logs = `arn:${partition}:logs:${region}:${accountId}`;
  return policyDocument([
    {
      ...key,
      Sid: "Account",
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: "kms:*",
    },
    {
      ...key,
      Sid: "LogGroups",
      Principal: { Service: `logs.${region}.${dnsSuffix}` },
      Action: useForData,
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": `${logs}:log-group:*` } },
    },
    {
      ...key,
      Sid: "LogDelivery",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Action: useForData,
      Condition: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": `${logs}:*` },
      },
    },
    {
      // To topics that the key encrypts (Amazon SNS Developer Guide, "Configuring AWS KMS permissions").
      ...key,
      Sid: "AlarmsToTopics",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
  ]);
}
