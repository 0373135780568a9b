import type { Rule } from "../../core/rule";
import { CLUSTER, GROUP } from "./types";

/** Amazon ElastiCache User Guide, "Scheduling automatic backups". */
export const backup: Rule = {
  id: "aws-elasticache-backup",
  title: "Caches are backed up",
  why: "what is deleted, by mistake or by an intruder, is gone",
  mend: "set snapshotRetentionLimit to the days that you may need to find out",
  severity: "low",
  maps: {
    practices: ["Security audits"],
    pciDss4: ["12.10.1"],
    checkov: ["CKV_AWS_134"],
    cdkNag: ["NIST.800.53.R5-ElastiCacheRedisClusterAutomaticBackup"],
  },
  types: [GROUP, CLUSTER],
  parameters: {
    minimumDays: {
      type: "integer",
      minimum: 1,
      maximum: 35,
      default: 1,
      description: "Fewest days that backups have to be kept.",
    },
  },
  check: (subject) => {
    const { properties, resource } = subject;
    if (resource.type === CLUSTER) {
      // Memcached has no backups; nodes of a group are backed up with it.
      if (properties.get("replicationGroupId").exists) return;
      if (properties.get("engine").string === "memcached") return;
    }
    const days = properties.get("snapshotRetentionLimit");
    const least = subject.parameter<number>("minimumDays");
    if ((days.number ?? 0) < least)
      subject.report(days, `is ${days.number ?? "missing"}, at least ${least} is asked for`);
  },
};
