import { UNKNOWN } from "../../../../local/plugins/provider/propertyValue";
import type { Failure } from "../../../../local/plugins/provider/resourceType";
import { arn, code } from "../identifiers";
import { holds, names, text, type Kinds } from "../kind";
import { GROUP, KEY, SUBNET } from "./tokens";

const SUBNETS = "aws:elasticache/subnetGroup:SubnetGroup";
const PARAMETERS = "aws:elasticache/parameterGroup:ParameterGroup";
const USER = "aws:elasticache/user:User";
const USERS = "aws:elasticache/userGroup:UserGroup";
const TOPIC = "aws:sns/topic:Topic";

/** ElastiCache. Sources: ForceNew in the Terraform provider for AWS (internal/service/elasticache), ElastiCache API reference. */
export const caches: Kinds = {
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    autoName: "replicationGroupId",
    replacing: [
      ...[
        "atRestEncryptionEnabled",
        "dataTieringEnabled",
        "globalReplicationGroupId",
        "kmsKeyId",
        "networkType",
      ],
      ...[
        "port",
        "preferredCacheClusterAzs",
        "securityGroupNames",
        "snapshotArns",
        "snapshotName",
        "subnetGroupName",
      ],
    ],
    references: {
      subnetGroupName: holds(SUBNETS),
      parameterGroupName: { to: [PARAMETERS], holds: true },
      "securityGroupIds[]": holds(GROUP),
      "userGroupIds[]": holds(USERS),
      kmsKeyId: names(KEY),
      notificationTopicArn: names(TOPIC),
    },
    id: ({ inputs }) => text(inputs.replicationGroupId),
    arn: ({ region, id }) => arn("elasticache", region, `replicationgroup:${id}`),
    computed: ({ id, region, urn, inputs }) => {
      const domain = `${code(6, urn).toLowerCase()}.${region}.cache.amazonaws.com`;
      return {
        port: 6379,
        primaryEndpointAddress: `master.${id}.${domain}`,
        readerEndpointAddress: `replica.${id}.${domain}`,
        configurationEndpointAddress: "",
        clusterEnabled: false,
        engineVersionActual: text(inputs.engineVersion),
        memberClusters: Array.from(
          { length: Number(inputs.numCacheClusters ?? 1) },
          (_, at) => `${id}-00${at + 1}`,
        ),
      };
    },
    check: (inputs) => {
      const failures: Failure[] = [];
      const {
        replicationGroupId,
        automaticFailoverEnabled,
        multiAzEnabled,
        numCacheClusters,
        authToken,
        userGroupIds,
      } = inputs;
      const refuse = (property: string, reason: string): void => void failures.push({ property, reason });
      if (
        replicationGroupId !== UNKNOWN &&
        !/^(?!.*--)[A-Za-z][A-Za-z0-9-]{0,39}(?<!-)$/.test(text(replicationGroupId))
      )
        refuse(
          "replicationGroupId",
          `replicationGroupId ${text(replicationGroupId)}: 1 to 40 letters, digits, hyphens`,
        );
      if (multiAzEnabled === true && automaticFailoverEnabled !== true)
        refuse("multiAzEnabled", "multiAzEnabled needs automaticFailoverEnabled");
      if (automaticFailoverEnabled === true && typeof numCacheClusters === "number" && numCacheClusters < 2)
        refuse("numCacheClusters", "automaticFailoverEnabled needs two clusters");
      if ((authToken ?? userGroupIds ?? null) !== null && inputs.transitEncryptionEnabled !== true)
        refuse("transitEncryptionEnabled", "authToken and userGroupIds need transitEncryptionEnabled");
      return failures;
    },
  },
  [SUBNETS]: {
    references: { "subnetIds[]": holds(SUBNET) },
    id: ({ inputs }) => text(inputs.name),
    arn: ({ region, id }) => arn("elasticache", region, `subnetgroup:${id}`),
  },
  [PARAMETERS]: {
    replacing: ["description", "family"],
    id: ({ inputs }) => text(inputs.name),
    arn: ({ region, id }) => arn("elasticache", region, `parametergroup:${id}`),
  },
  [USER]: {
    replacing: ["userId", "userName"],
    id: ({ inputs }) => text(inputs.userId),
    arn: ({ region, id }) => arn("elasticache", region, `user:${id}`),
    check: ({ userId, passwords }) => {
      const failures = [];
      if (userId !== UNKNOWN && !/^[a-z][a-z0-9-]{0,39}$/.test(text(userId)))
        failures.push({
          property: "userId",
          reason: `userId ${text(userId)}: 1 to 40 small letters, digits, hyphens`,
        });
      for (const password of Array.isArray(passwords) ? passwords : [])
        if (password !== UNKNOWN && !/^.{16,128}$/.test(text(password)))
          failures.push({ property: "passwords", reason: "passwords have 16 to 128 characters" });
      return failures;
    },
  },
  [USERS]: {
    replacing: ["userGroupId"],
    references: { "userIds[]": holds(USER) },
    id: ({ inputs }) => text(inputs.userGroupId),
    arn: ({ region, id }) => arn("elasticache", region, `usergroup:${id}`),
    admit: ({ inputs, state }) => {
      const members = (inputs.userIds as string[] | undefined) ?? [];
      const defaults = state.resources.filter(
        ({ type, id, properties }) =>
          type === USER && members.includes(id) && properties.userName === "default",
      );
      // AWS's own user `default` may stand for it.
      if (defaults.length === 0 && !members.includes("default") && /redis/i.test(text(inputs.engine)))
        throw new Error("DefaultUserRequired: a Redis user group needs a user named default");
    },
  },
};
