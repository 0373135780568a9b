import { notEverybody } from "./resourcePolicies";
import { type Examples, type Other, properties, UNKNOWN } from "./rule";

const alarmOf = (dimensions: Record<string, unknown>): Other => ({
  type: "aws:cloudwatch/metricAlarm:MetricAlarm",
  properties: { dimensions },
});

/** Examples of the rules on KMS, CloudWatch and SNS. */
export const awsServicesExamples: Record<string, Examples> = {
  "aws-kms-rotation": {
    fails: [
      ["enableKeyRotation", properties({})],
      [
        "enableKeyRotation",
        properties({ enableKeyRotation: false, customerMasterKeySpec: "SYMMETRIC_DEFAULT" }),
      ],
      ["rotationPeriodInDays", properties({ enableKeyRotation: UNKNOWN, rotationPeriodInDays: 2560 })],
    ],
    passes: [
      properties({ enableKeyRotation: true }),
      properties({ customerMasterKeySpec: "ECC_NIST_P256", keyUsage: "SIGN_VERIFY" }),
      properties({ customKeyStoreId: "cks-1" }),
    ],
    unknown: [properties({ enableKeyRotation: UNKNOWN })],
  },
  "aws-kms-public-policy": notEverybody,
  "aws-kms-deletion-window": {
    fails: [["deletionWindowInDays", properties({ deletionWindowInDays: 7 })]],
    passes: [properties({}), properties({ deletionWindowInDays: 14 })],
    unknown: [properties({ deletionWindowInDays: UNKNOWN })],
  },
  "aws-kms-disabled": {
    fails: [
      ["isEnabled", properties({ isEnabled: false })],
      ["enabled", properties({ enabled: false }, "aws:kms/externalKey:ExternalKey")],
    ],
    passes: [properties({}), properties({ isEnabled: true })],
    unknown: [properties({ isEnabled: UNKNOWN })],
  },
  "aws-kms-policy-lockout": {
    fails: [["bypassPolicyLockoutSafetyCheck", properties({ bypassPolicyLockoutSafetyCheck: true })]],
    passes: [properties({})],
    unknown: [properties({ bypassPolicyLockoutSafetyCheck: UNKNOWN })],
  },
  "aws-kms-description": {
    fails: [
      ["description", properties({})],
      ["description", properties({ description: " " })],
    ],
    passes: [properties({ description: "Logs and snapshots" })],
    unknown: [properties({ description: UNKNOWN })],
  },
  "aws-log-group-encryption": {
    fails: [["kmsKeyId", properties({})]],
    passes: [properties({ kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:key/x" })],
    unknown: [properties({ kmsKeyId: UNKNOWN })],
  },
  "aws-log-group-retention": {
    fails: [
      ["retentionInDays", properties({})],
      ["retentionInDays", properties({ retentionInDays: 90 })],
    ],
    passes: [
      properties({ retentionInDays: 365 }),
      properties({ retentionInDays: 0 }),
      properties({ logGroupClass: "DELIVERY" }),
      { properties: { retentionInDays: 30 }, parameters: { minimumDays: 30 } },
    ],
    unknown: [properties({ retentionInDays: UNKNOWN })],
  },
  "aws-alarm-actions-enabled": {
    fails: [["actionsEnabled", properties({ actionsEnabled: false })]],
    passes: [properties({}), properties({ actionsEnabled: true })],
    unknown: [properties({ actionsEnabled: UNKNOWN })],
  },
  "aws-alarm-actions": {
    fails: [
      ["alarmActions", properties({})],
      ["alarmActions", properties({ alarmActions: [], okActions: [] })],
    ],
    passes: [properties({ alarmActions: [UNKNOWN] }), properties({ okActions: ["arn:aws:sns:x"] })],
    unknown: [properties({ alarmActions: UNKNOWN })],
  },
  "aws-sns-encryption": {
    fails: [["kmsMasterKeyId", properties({})]],
    passes: [properties({ kmsMasterKeyId: "alias/alarms" })],
    unknown: [properties({ kmsMasterKeyId: UNKNOWN })],
  },
  "aws-sns-public-policy": notEverybody,
  "aws-sns-subscription-tls": {
    fails: [["protocol", properties({ protocol: "http", endpoint: "http://alarms.example" })]],
    passes: [properties({ protocol: "https" }), properties({ protocol: "email" })],
    unknown: [properties({ protocol: UNKNOWN })],
  },
  "aws-instance-alarm": {
    fails: [
      ["", properties({ id: "i-1" })],
      ["", { properties: { id: "i-1" }, others: [alarmOf({ InstanceId: "i-2" })] }],
    ],
    passes: [
      { properties: { id: "i-1" }, others: [alarmOf({ InstanceId: "i-1" })] },
      {
        properties: { id: UNKNOWN },
        others: [{ ...alarmOf({ InstanceId: UNKNOWN }), computedFromThing: ["dimensions"] }],
      },
      { properties: { id: "i-1" }, stack: "dev" },
    ],
    unknown: [{ properties: { id: UNKNOWN }, others: [alarmOf({ InstanceId: UNKNOWN })] }],
  },
};
