import { type Example, type Examples, properties, UNKNOWN } from "./rule";

const CLUSTER = "aws:elasticache/cluster:Cluster";
const SERVERLESS = "aws:elasticache/serverlessCache:ServerlessCache";
const record = (more: Record<string, unknown>): Example => properties({ type: "A", name: "api", ...more });

/** Examples of the rules on Route 53 and ElastiCache. */
export const awsEdgeExamples: Record<string, Examples> = {
  "aws-route53-dnssec-off": {
    fails: [
      ["signingStatus", properties({ signingStatus: "NOT_SIGNING" })],
      ["status", properties({ status: "INACTIVE" }, "aws:route53/keySigningKey:KeySigningKey")],
    ],
    passes: [properties({}), properties({ status: "ACTIVE" }, "aws:route53/keySigningKey:KeySigningKey")],
    unknown: [properties({ signingStatus: UNKNOWN })],
  },
  "aws-route53-health-check": {
    fails: [
      ["type", properties({ type: "HTTP", port: 80 })],
      ["disabled", properties({ type: UNKNOWN, disabled: true })],
    ],
    passes: [properties({ type: "HTTPS" }), properties({ type: "TCP" }), properties({ type: "CALCULATED" })],
    unknown: [properties({ type: UNKNOWN })],
  },
  "aws-route53-record-health": {
    fails: [
      ["healthCheckId", record({ multivalueAnswerRoutingPolicy: true, records: ["192.0.2.1"] })],
      ["healthCheckId", record({ failoverRoutingPolicies: [{ type: "PRIMARY" }] })],
      [
        "healthCheckId",
        record({
          failoverRoutingPolicies: [{ type: "PRIMARY" }],
          aliases: [{ evaluateTargetHealth: false }],
        }),
      ],
    ],
    passes: [
      record({ records: ["192.0.2.1"] }),
      record({ multivalueAnswerRoutingPolicy: true, healthCheckId: "x" }),
      record({ failoverRoutingPolicies: [{ type: "SECONDARY" }] }),
      record({ failoverRoutingPolicies: [{ type: "PRIMARY" }], aliases: [{ evaluateTargetHealth: true }] }),
      properties({ type: "TXT", multivalueAnswerRoutingPolicy: true }),
    ],
    unknown: [record({ multivalueAnswerRoutingPolicy: true, healthCheckId: UNKNOWN })],
  },
  "aws-route53-transfer-lock": {
    fails: [["transferLock", properties({ transferLock: false })]],
    passes: [properties({}), properties({ transferLock: true })],
    unknown: [properties({ transferLock: UNKNOWN })],
  },
  "aws-elasticache-transit-encryption": {
    fails: [
      ["transitEncryptionEnabled", properties({})],
      ["transitEncryptionEnabled", properties({ engine: "redis" }, CLUSTER)],
      [
        "transitEncryptionMode",
        properties({ transitEncryptionEnabled: true, transitEncryptionMode: "preferred" }),
      ],
    ],
    passes: [
      properties({ transitEncryptionEnabled: true }),
      properties({ globalReplicationGroupId: "g" }),
      properties({ replicationGroupId: "r" }, CLUSTER),
      properties({ engine: "memcached", transitEncryptionEnabled: true }, CLUSTER),
    ],
    unknown: [properties({ transitEncryptionEnabled: UNKNOWN })],
  },
  "aws-elasticache-at-rest-encryption": {
    fails: [
      ["atRestEncryptionEnabled", properties({})],
      ["atRestEncryptionEnabled", properties({ engine: "valkey", atRestEncryptionEnabled: false })],
    ],
    passes: [properties({ atRestEncryptionEnabled: true }), properties({ engine: "valkey" })],
    unknown: [properties({ atRestEncryptionEnabled: UNKNOWN })],
  },
  "aws-elasticache-customer-key": {
    fails: [
      ["kmsKeyId", properties({})],
      ["kmsKeyId", properties({ engine: "valkey" }, SERVERLESS)],
    ],
    passes: [properties({ kmsKeyId: "arn:aws:kms:x" }), properties({ globalReplicationGroupId: "g" })],
    unknown: [properties({ kmsKeyId: UNKNOWN })],
  },
  "aws-elasticache-authentication": {
    fails: [
      ["authToken", properties({ userGroupIds: [] })],
      ["userGroupId", properties({ engine: "valkey" }, SERVERLESS)],
    ],
    passes: [
      properties({ authToken: "hush" }),
      properties({ userGroupIds: [UNKNOWN] }),
      properties({ engine: "memcached" }, SERVERLESS),
    ],
    unknown: [properties({ authToken: UNKNOWN })],
  },
  "aws-elasticache-user-password": {
    fails: [
      ["noPasswordRequired", properties({ accessString: "on ~* +@all", noPasswordRequired: true })],
      [
        "authenticationMode.type",
        properties({ accessString: "on", authenticationMode: { type: "no-password-required" } }),
      ],
    ],
    passes: [
      properties({ accessString: "on", authenticationMode: { type: "iam" } }),
      properties({ accessString: "on", passwords: ["hush"] }),
      properties({ accessString: "off -@all", noPasswordRequired: true }),
    ],
    unknown: [properties({ noPasswordRequired: UNKNOWN })],
  },
  "aws-elasticache-multi-az": {
    fails: [
      ["multiAzEnabled", properties({ automaticFailoverEnabled: true })],
      ["automaticFailoverEnabled", properties({ multiAzEnabled: UNKNOWN, automaticFailoverEnabled: false })],
    ],
    passes: [properties({ multiAzEnabled: true, automaticFailoverEnabled: true })],
    unknown: [properties({ multiAzEnabled: UNKNOWN, automaticFailoverEnabled: true })],
  },
  "aws-elasticache-backup": {
    fails: [
      ["snapshotRetentionLimit", properties({})],
      ["snapshotRetentionLimit", properties({ engine: "redis", snapshotRetentionLimit: 0 }, CLUSTER)],
    ],
    passes: [
      properties({ snapshotRetentionLimit: 7 }),
      properties({ engine: "memcached" }, CLUSTER),
      properties({ replicationGroupId: "r" }, CLUSTER),
    ],
    unknown: [properties({ snapshotRetentionLimit: UNKNOWN })],
  },
  "aws-elasticache-upgrades": {
    fails: [
      ["autoMinorVersionUpgrade", properties({ autoMinorVersionUpgrade: false })],
      ["autoMinorVersionUpgrade", properties({ autoMinorVersionUpgrade: "false" }, CLUSTER)],
    ],
    passes: [properties({}), properties({ autoMinorVersionUpgrade: "true" }, CLUSTER)],
    unknown: [properties({ autoMinorVersionUpgrade: UNKNOWN })],
  },
  "aws-elasticache-subnet-group": {
    fails: [
      ["subnetGroupName", properties({})],
      ["subnetGroupName", properties({ subnetGroupName: "default" }, CLUSTER)],
    ],
    passes: [properties({ subnetGroupName: "private" }), properties({ replicationGroupId: "r" }, CLUSTER)],
    unknown: [properties({ subnetGroupName: UNKNOWN })],
  },
};
