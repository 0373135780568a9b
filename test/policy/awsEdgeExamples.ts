import { type Example, type Examples, properties, UNKNOWN } from "./rule";

const CLUSTER = "aws:elasticache/cluster:Cluster";
const SERVERLESS = "aws:elasticache/serverlessCache:ServerlessCache";
const record = (more: Record<string, unknown>): Example => properties({ type: "A", name: "api", ...more });

/** One of several addresses of a name. */
const answer = record({ multivalueAnswerRoutingPolicy: true, records: ["192.0.2.1"] });
/** A zone, and what says something of a zone that is about to be made. */
const zone = (type: string, property: string, computed = true): Example => ({
  properties: { zoneId: UNKNOWN, vpcs: [] },
  others: [{ type, properties: { [property]: UNKNOWN }, computedFromThing: computed ? [property] : [] }],
});
const SIGNING = "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec";
const QUERY_LOG = "aws:route53/queryLog:QueryLog";

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
      ["healthCheckId", { ...answer, others: [{ type: "aws:route53/record:Record", ...answer }] }],
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
      answer,
      {
        ...record({ multivalueAnswerRoutingPolicy: true, healthCheckId: "x" }),
        others: [{ type: "aws:route53/record:Record", ...answer }],
      },
      record({ failoverRoutingPolicies: [{ type: "SECONDARY" }] }),
      record({ failoverRoutingPolicies: [{ type: "PRIMARY" }], aliases: [{ evaluateTargetHealth: true }] }),
      properties({ type: "TXT", multivalueAnswerRoutingPolicy: true }),
    ],
    unknown: [record({ failoverRoutingPolicies: [{ type: "PRIMARY" }], healthCheckId: UNKNOWN })],
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
  "aws-route53-dnssec": {
    fails: [["", zone(QUERY_LOG, "zoneId")]],
    passes: [zone(SIGNING, "hostedZoneId"), properties({ vpcs: [{ vpcId: "vpc-1" }] })],
    unknown: [zone(SIGNING, "hostedZoneId", false), properties({ vpcs: UNKNOWN })],
  },
  "aws-route53-query-log": {
    fails: [["", zone(SIGNING, "hostedZoneId")]],
    passes: [zone(QUERY_LOG, "zoneId"), properties({ vpcs: [{ vpcId: "vpc-1" }] })],
    unknown: [zone(QUERY_LOG, "zoneId", false)],
  },
  "aws-dns-settings": {
    fails: [
      ["settings.dnssec", properties({ settings: { dnssec: false, queryLog: true } })],
      ["settings.queryLog", properties({ settings: { dnssec: UNKNOWN } })],
    ],
    passes: [
      properties({ settings: { dnssec: true, queryLog: true } }),
      { properties: { settings: { dnssec: false } }, stack: "dev" },
    ],
    unknown: [properties({ settings: { dnssec: UNKNOWN, queryLog: true } })],
  },
};
