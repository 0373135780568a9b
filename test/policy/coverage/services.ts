import type { Coverage } from "./table";

const NEWER = "the provider no longer has the resource: EC2-Classic is gone";

/**
 * IAM, S3, KMS, CloudWatch, SNS, Route 53 and ElastiCache: read in bridgecrewio/checkov 03d5fda (terraform checks of
 * resources, data sources, providers and graphs), cdklabs/cdk-nag ca6d1b5 and pulumi/compliance-policies 712a901.
 */
export const coverage: Coverage = {
  // Checkov: IAM
  CKV_AWS_1: "aws-iam-admin-policy",
  CKV_AWS_9: "aws-iam-password-age",
  CKV_AWS_10: "aws-iam-password-length",
  CKV_AWS_11: "aws-iam-password-composition",
  CKV_AWS_12: "aws-iam-password-composition",
  CKV_AWS_13: "aws-iam-password-reuse",
  CKV_AWS_14: "aws-iam-password-composition",
  CKV_AWS_15: "aws-iam-password-composition",
  CKV_AWS_40: "aws-iam-user-policy",
  CKV_AWS_41: "aws-provider-static-credentials",
  CKV_AWS_49: "aws-iam-wildcard-action",
  CKV_AWS_60: "aws-iam-role-trust-everybody",
  CKV_AWS_61: "aws-iam-role-trust-account",
  CKV_AWS_62: "aws-iam-admin-policy",
  CKV_AWS_63: "aws-iam-wildcard-action",
  CKV_AWS_107: "aws-iam-data-exposure",
  CKV_AWS_108: "aws-iam-data-exposure",
  CKV_AWS_109: "aws-iam-wildcard-resource",
  CKV_AWS_110: "aws-iam-privilege-escalation",
  CKV_AWS_111: "aws-iam-wildcard-resource",
  CKV_AWS_273: "aws-iam-user",
  CKV_AWS_274: "aws-iam-administrator-access",
  CKV_AWS_275: "aws-iam-administrator-access",
  CKV_AWS_283: { rules: ["aws-s3-public-policy", "aws-kms-public-policy", "aws-sns-public-policy"] },
  CKV_AWS_286: "aws-iam-privilege-escalation",
  CKV_AWS_287: "aws-iam-data-exposure",
  CKV_AWS_288: "aws-iam-data-exposure",
  CKV_AWS_289: "aws-iam-wildcard-resource",
  CKV_AWS_290: "aws-iam-wildcard-resource",
  CKV_AWS_348: "aws-iam-root-access-key",
  CKV_AWS_355: "aws-iam-wildcard-resource",
  CKV_AWS_356: "aws-iam-wildcard-resource",
  CKV_AWS_358: "aws-iam-role-trust-federated",
  CKV2_AWS_14: {
    leftOut: "an empty group gives nobody anything; whom a group holds is often said elsewhere",
  },
  CKV2_AWS_21: { leftOut: "a user without a group has no permissions; users as such are aws-iam-user" },
  CKV2_AWS_22: "aws-iam-user",
  CKV2_AWS_40: {
    rules: ["aws-iam-admin-policy", "aws-iam-wildcard-action", "aws-iam-privilege-escalation"],
  },
  CKV2_AWS_56: "aws-iam-administrator-access",
  // Checkov: S3
  CKV_AWS_18: "aws-s3-request-log",
  CKV_AWS_19: "aws-s3-encryption",
  CKV_AWS_20: "aws-s3-public-acl",
  CKV_AWS_21: "aws-s3-versioning",
  CKV_AWS_53: "aws-s3-public-access-block",
  CKV_AWS_54: "aws-s3-public-access-block",
  CKV_AWS_55: "aws-s3-public-access-block",
  CKV_AWS_56: "aws-s3-public-access-block",
  CKV_AWS_57: "aws-s3-public-acl",
  CKV_AWS_70: "aws-s3-public-policy",
  CKV_AWS_93: "aws-s3-policy-lockout",
  CKV_AWS_143: {
    leftOut:
      "object lock is for records that law forbids to delete; versions and their lifecycle do for logs",
  },
  CKV_AWS_144: {
    leftOut: "a second region is a choice of cost and law, not of security; see aws-s3-versioning",
  },
  CKV_AWS_145: "aws-s3-encryption",
  CKV_AWS_181: {
    leftOut: "objects are encrypted as their bucket says: aws-s3-encryption, aws-s3-customer-key",
  },
  CKV_AWS_186: {
    leftOut: "objects are encrypted as their bucket says: aws-s3-encryption, aws-s3-customer-key",
  },
  CKV_AWS_300: "aws-s3-lifecycle",
  CKV_AWS_375: "aws-s3-public-acl",
  CKV_AWS_379: "aws-s3-tls-only",
  CKV_AWS_392: "aws-s3-public-access-block",
  CKV2_AWS_6: "aws-s3-public-access-unblocked",
  CKV2_AWS_43: "aws-s3-public-acl",
  CKV2_AWS_61: "aws-s3-kept-for-ever",
  CKV2_AWS_62: { leftOut: "notifications start programs; who read or wrote what is told by request logs" },
  CKV2_AWS_65: "aws-s3-ownership",
  // Checkov: KMS
  CKV_AWS_7: "aws-kms-rotation",
  CKV_AWS_33: "aws-kms-public-policy",
  CKV_AWS_227: "aws-kms-disabled",
  CKV2_AWS_64: {
    leftOut:
      "the default key policy leaves it to IAM, which other rules judge, and cannot be told from one's own later",
  },
  // Checkov: CloudWatch
  CKV_AWS_66: "aws-log-group-retention",
  CKV_AWS_158: "aws-log-group-encryption",
  CKV_AWS_319: "aws-alarm-actions-enabled",
  CKV_AWS_338: "aws-log-group-retention",
  // Checkov: SNS
  CKV_AWS_26: "aws-sns-encryption",
  CKV_AWS_169: "aws-sns-public-policy",
  CKV_AWS_385: {
    leftOut:
      "fails every principal with an ARN, those of the own account too; everybody is aws-sns-public-policy",
  },
  // Checkov: Route 53
  CKV_AWS_377: "aws-route53-transfer-lock",
  CKV2_AWS_23: {
    leftOut: "addresses come from outputs and from outside: whose one is cannot be told from the program",
  },
  CKV2_AWS_38: { rules: ["aws-route53-dnssec", "aws-route53-dnssec-off"] },
  CKV2_AWS_39: "aws-route53-query-log",
  // Checkov: ElastiCache
  CKV_AWS_29: "aws-elasticache-at-rest-encryption",
  CKV_AWS_30: "aws-elasticache-transit-encryption",
  CKV_AWS_31: { rules: ["aws-elasticache-transit-encryption", "aws-elasticache-authentication"] },
  CKV_AWS_134: "aws-elasticache-backup",
  CKV_AWS_191: "aws-elasticache-customer-key",
  CKV_AWS_196: { leftOut: NEWER },
  CKV_AWS_322: "aws-elasticache-upgrades",
  CKV_AWS_323: "aws-elasticache-subnet-group",
  CKV2_AWS_50: "aws-elasticache-multi-az",

  // cdk-nag
  "AwsSolutions-S1": "aws-s3-request-log",
  "AwsSolutions-S2": "aws-s3-public-access-block",
  "AwsSolutions-S5": "aws-s3-public-policy",
  "AwsSolutions-S10": "aws-s3-tls-only",
  "AwsSolutions-AEC1": "aws-elasticache-subnet-group",
  "AwsSolutions-AEC3": {
    rules: ["aws-elasticache-transit-encryption", "aws-elasticache-at-rest-encryption"],
  },
  "AwsSolutions-AEC4": "aws-elasticache-multi-az",
  "AwsSolutions-AEC5": {
    leftOut: "another port hides nothing: whoever reaches the subnet finds it in a second",
  },
  "AwsSolutions-AEC6": "aws-elasticache-authentication",
  // Of AWS's own policies those that give too much are asked about; the narrow ones are kept by AWS, and as good as one's own.
  "AwsSolutions-IAM4": { rules: ["aws-iam-administrator-access", "aws-iam-managed-full-access"] },
  "AwsSolutions-IAM5": {
    rules: [
      "aws-iam-admin-policy",
      "aws-iam-wildcard-action",
      "aws-iam-wildcard-resource",
      "aws-iam-data-exposure",
    ],
  },
  "AwsSolutions-KMS5": "aws-kms-rotation",
  "AwsSolutions-SNS3": "aws-sns-encryption",
  "NIST.800.53.R5-CloudWatchAlarmAction": { rules: ["aws-alarm-actions-enabled", "aws-alarm-actions"] },
  "NIST.800.53.R5-CloudWatchLogGroupEncrypted": "aws-log-group-encryption",
  "NIST.800.53.R5-CloudWatchLogGroupRetentionPeriod": "aws-log-group-retention",
  "NIST.800.53.R5-ElastiCacheRedisClusterAutomaticBackup": "aws-elasticache-backup",
  "NIST.800.53.R5-IAMNoInlinePolicy": {
    leftOut:
      "an inline policy of a role goes with it and is given to nobody else; what it allows is what counts",
  },
  "NIST.800.53.R5-IAMPolicyNoStatementsWithAdminAccess": "aws-iam-admin-policy",
  "NIST.800.53.R5-IAMPolicyNoStatementsWithFullAccess": "aws-iam-wildcard-action",
  "NIST.800.53.R5-IAMUserGroupMembership": {
    leftOut: "a user without a group has no permissions; users as such are aws-iam-user",
  },
  "NIST.800.53.R5-IAMUserNoPolicies": "aws-iam-user-policy",
  "HIPAA.Security-IAMGroupHasUsers": {
    leftOut: "an empty group gives nobody anything; whom a group holds is often said elsewhere",
  },
  "NIST.800.53.R5-S3BucketLevelPublicAccessProhibited": "aws-s3-public-access-block",
  "NIST.800.53.R5-S3BucketPublicReadProhibited": {
    rules: ["aws-s3-public-access-block", "aws-s3-public-acl"],
  },
  "NIST.800.53.R5-S3BucketPublicWriteProhibited": {
    rules: ["aws-s3-public-access-block", "aws-s3-public-acl"],
  },
  "NIST.800.53.R5-S3BucketReplicationEnabled": {
    leftOut: "a second region is a choice of cost and law, not of security; see aws-s3-versioning",
  },
  "NIST.800.53.R5-S3BucketVersioningEnabled": "aws-s3-versioning",
  "NIST.800.53.R5-S3DefaultEncryptionKMS": "aws-s3-encryption",
  "NIST.800.53.R5-SNSEncryptedKMS": "aws-sns-encryption",
  "Serverless-SNSRedrivePolicy": {
    leftOut: "of use to queues and functions; alarms are mailed, and metrics tell when that fails",
  },

  // Pulumi's compliance-policies
  "pulumi:aws-iam-password-policy-minimum-password-length": "aws-iam-password-length",
  "pulumi:aws-iam-password-policy-prevent-reuse": "aws-iam-password-reuse",
  "pulumi:aws-iam-policy-attachment-only-attachment-through-groups": "aws-iam-user-policy",
  "pulumi:aws-iam-user-policy-attachment-only-attachment-through-groups": "aws-iam-user-policy",
  "pulumi:aws-kms-key-disallow-bypass-policy-lockout-safety-check": "aws-kms-policy-lockout",
  "pulumi:aws-kms-key-enable-key-rotation": "aws-kms-rotation",
  "pulumi:aws-kms-key-missing-description": "aws-kms-description",
  "pulumi:aws-s3-bucket-configure-replication-configuration": {
    leftOut: "a second region is a choice of cost and law, not of security; see aws-s3-versioning",
  },
  "pulumi:aws-s3-bucket-configure-server-side-encryption-customer-managed-key": "aws-s3-customer-key",
  "pulumi:aws-s3-bucket-configure-server-side-encryption-kms": "aws-s3-encryption",
  "pulumi:aws-s3-bucket-disallow-public-read": "aws-s3-public-acl",
  "pulumi:aws-s3-bucket-enable-replication-configuration": {
    leftOut: "a second region is a choice of cost and law, not of security; see aws-s3-versioning",
  },
  "pulumi:aws-s3-bucket-enable-server-side-encryption": "aws-s3-encryption",
  "pulumi:aws-s3-bucket-enable-server-side-encryption-bucket-key": {
    leftOut: "bucket keys save calls of KMS, and money; they secure nothing",
  },
};
