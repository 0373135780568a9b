import type { AwsAccount } from "../account";
import { metricNamespace } from "../metrics/namespace";
import { policyDocument, type Statement } from "../policyDocument";

/** Who may be the role: EC2, for the instances that have it. */
export const ec2TrustPolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }],
});

/** What an instance's role is for. */
export interface InstanceAccess {
  /** Name of the host, which begins its objects in the bucket. */
  host: string;
  /** Where it is. */
  account: AwsAccount;
  /** ARN of the Route 53 hosted zone in which the host proves its names. Default: it may change none. */
  hostedZoneArn?: string;
  /** ARN of the bucket that the host writes to, below `hosts/<host>/`. Default: it writes to none. */
  bucketArn?: string;
  /** First part of the keys of objects that it may also read and delete, such as `portcullis-logs-prod`. Default: none. */
  snapshotPrefix?: string;
  /** ARN of the KMS key that the bucket encrypts with. */
  keyArn: string;
}

/**
 * Session Manager's agent registers, and opens the channels of a session (AWS Systems Manager User Guide, "Verify or add
 * instance permissions for Session Manager"). The managed policy AmazonSSMManagedInstanceCore would also read every
 * parameter of the account, which is where secrets are kept. These actions know no resource that could be named.
 */
const sessionManager: Statement = {
  Sid: "SessionManager",
  Effect: "Allow",
  Action: [
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
  ],
  Resource: "*",
};

/** CloudWatch knows no metric that could be named, but a namespace. */
const metrics: Statement = {
  Sid: "Metrics",
  Effect: "Allow",
  Action: "cloudwatch:PutMetricData",
  Resource: "*",
  Condition: { StringEquals: { "cloudwatch:namespace": metricNamespace } },
};

/**
 * ACME dns-01: TXT records named `_acme-challenge.…` of one zone and nothing else, so that a host that was taken over
 * cannot point a name elsewhere (Amazon Route 53 Developer Guide, "Using IAM policy conditions for fine-grained access
 * control"). `Null` refuses a request without record names, which `ForAllValues` lets through.
 */
function challengeRecords(zone: string, { partition }: AwsAccount): Statement[] {
  const key = "route53:ChangeResourceRecordSets";
  return [
    {
      Sid: "ChangeChallengeRecords",
      Effect: "Allow",
      Action: "route53:ChangeResourceRecordSets",
      Resource: zone,
      Condition: {
        "ForAllValues:StringEquals": {
          [`${key}RecordTypes`]: ["TXT"],
          [`${key}Actions`]: ["UPSERT", "DELETE"],
        },
        "ForAllValues:StringLike": { [`${key}NormalizedRecordNames`]: ["_acme-challenge.*"] },
        Null: { [`${key}NormalizedRecordNames`]: "false" },
      },
    },
    {
      Sid: "ReadChallengeRecords",
      Effect: "Allow",
      Action: "route53:ListResourceRecordSets",
      Resource: zone,
    },
    {
      Sid: "WaitForChallengeRecords",
      Effect: "Allow",
      Action: "route53:GetChange",
      Resource: `arn:${partition}:route53:::change/*`,
    },
  ];
}

/** Objects can be added below the host's own prefix: it neither reads nor deletes what it or another host wrote. */
function objects(bucket: string, { host, keyArn, account }: InstanceAccess): Statement[] {
  const own = `${bucket}/hosts/${host}/*`;
  return [
    { Sid: "WriteObjects", Effect: "Allow", Action: "s3:PutObject", Resource: own },
    {
      Sid: "EncryptObjects",
      Effect: "Allow",
      Action: "kms:GenerateDataKey",
      Resource: keyArn,
      Condition: {
        StringEquals: { "kms:ViaService": `s3.${account.region}.${account.dnsSuffix}` },
        // S3 names the bucket where it has a bucket key, else the object.
        StringLike: { "kms:EncryptionContext:aws:s3:arn": [bucket, own] },
      },
    },
  ];
}

/**
 * Elasticsearch's snapshots, which it reads and deletes again itself (documentation of Elasticsearch, "S3 repository:
 * Recommended S3 permissions").
 */
function snapshots(bucket: string, prefix: string, { keyArn, account }: InstanceAccess): Statement[] {
  const own = `${bucket}/${prefix}/*`;
  return [
    {
      Sid: "ListSnapshots",
      Effect: "Allow",
      Action: ["s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:ListBucketVersions"],
      Resource: bucket,
      Condition: { StringLike: { "s3:prefix": [`${prefix}/*`] } },
    },
    { Sid: "LocateBucket", Effect: "Allow", Action: "s3:GetBucketLocation", Resource: bucket },
    {
      Sid: "KeepSnapshots",
      Effect: "Allow",
      Action: [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:ListMultipartUploadParts",
        "s3:PutObject",
      ],
      Resource: own,
    },
    {
      Sid: "EncryptSnapshots",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: keyArn,
      Condition: {
        StringEquals: { "kms:ViaService": `s3.${account.region}.${account.dnsSuffix}` },
        StringLike: { "kms:EncryptionContext:aws:s3:arn": [bucket, own] },
      },
    },
  ];
}

/** What an instance may do, as a policy document: the least that the host needs. */
export function instancePolicy(access: InstanceAccess): string {
  const { hostedZoneArn, bucketArn, snapshotPrefix, account } = access;
  return policyDocument([
    sessionManager,
    metrics,
    ...(hostedZoneArn === undefined ? [] : challengeRecords(hostedZoneArn, account)),
    ...(bucketArn === undefined ? [] : objects(bucketArn, access)),
    ...(bucketArn === undefined || snapshotPrefix === undefined
      ? []
      : snapshots(bucketArn, snapshotPrefix, access)),
  ]);
}
