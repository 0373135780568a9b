import type { Rule } from "../../core/rule";
import { GROUP } from "./types";

/** Amazon ElastiCache User Guide, "At-rest encryption in ElastiCache". */
export const atRest: Rule = {
  id: "aws-elasticache-at-rest-encryption",
  title: "Caches encrypt what they write to disk",
  why: "backups and swapped memory hold what was cached, in clear for whoever gets at the disk",
  mend: "set atRestEncryptionEnabled to true",
  severity: "medium",
  maps: {
    practices: ["Security audits"],
    pciDss4: ["3.5.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_29"],
    cdkNag: ["AwsSolutions-AEC3"],
  },
  types: [GROUP],
  check: (subject) => {
    const { properties } = subject;
    if (properties.get("globalReplicationGroupId").exists) return;
    const encrypted = properties.get("atRestEncryptionEnabled");
    // Default: off for Redis, on for Valkey.
    const isOn = encrypted.boolean ?? properties.get("engine").string === "valkey";
    if (!isOn) subject.report(encrypted, encrypted.exists ? "is false" : "is missing");
  },
};
