import type { AwsAccount } from "../account";
import { policyDocument, type Statement } from "../policyDocument";

/** Refuses connections without TLS (CIS AWS Foundations 3.0.0, 2.1.1) and with its outdated versions (RFC 8996). */
function encryptedConnections(bucketArn: string): Statement[] {
  const everything: Omit<Statement, "Sid"> = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, `${bucketArn}/*`],
  };
  return [
    { ...everything, Sid: "WithoutTls", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { ...everything, Sid: "OutdatedTls", Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
  ];
}

/**
 * Policy of the bucket for logs and snapshots: encrypted connections alone, and AWS may deliver logs of this account, such
 * as a Network Load Balancer's ("Logs sent to Amazon S3", Amazon CloudWatch Logs User Guide).
 *
 * @param bucketArn - the bucket
 * @param account - whose it is
 */
export function logBucketPolicy(bucketArn: string, account: AwsAccount): string {
  const { accountId, partition, region } = account;
  const delivery = { Effect: "Allow", Principal: { Service: "delivery.logs.amazonaws.com" } } as const;
  const source = {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:${partition}:logs:${region}:${accountId}:*` },
  };
  return policyDocument([
    ...encryptedConnections(bucketArn),
    {
      ...delivery,
      Sid: "LogDeliveryLooks",
      Action: ["s3:GetBucketAcl", "s3:ListBucket"],
      Resource: bucketArn,
      Condition: source,
    },
    {
      ...delivery,
      Sid: "LogDeliveryWrites",
      Action: "s3:PutObject",
      // Whatever a log's own prefix is, AWS writes below AWSLogs/<account>.
      Resource: [`${bucketArn}/AWSLogs/${accountId}/*`, `${bucketArn}/*/AWSLogs/${accountId}/*`],
      Condition: {
        ...source,
        StringEquals: { ...source.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" },
      },
    },
  ]);
}

/**
 * Policy of the bucket for another bucket's server access logs ("Permissions for log delivery", Amazon S3 User Guide).
 *
 * @param bucketArn - the bucket that they are written to
 * @param sourceArn - the bucket that they are about
 * @param account - whose both are
 */
export function accessLogBucketPolicy(bucketArn: string, sourceArn: string, account: AwsAccount): string {
  return policyDocument([
    ...encryptedConnections(bucketArn),
    {
      Sid: "AccessLogs",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `${bucketArn}/*`,
      Condition: {
        StringEquals: { "aws:SourceAccount": account.accountId },
        ArnLike: { "aws:SourceArn": sourceArn },
      },
    },
  ]);
}
