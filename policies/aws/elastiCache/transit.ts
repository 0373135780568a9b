import type { Rule } from "../../core/rule";
import { CLUSTER, GROUP } from "./types";

/** Amazon ElastiCache User Guide, "ElastiCache in-transit encryption (TLS)". */
export const transit: Rule = {
  id: "aws-elasticache-transit-encryption",
  title: "Caches speak TLS alone",
  why: "everybody on the way reads what is cached and the password, and writes what they like",
  mend: 'use a ReplicationGroup with transitEncryptionEnabled: true, and leave transitEncryptionMode at "required"',
  severity: "high",
  maps: {
    practices: ["HTTPS everywhere"],
    pciDss4: ["4.2.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_30", "CKV_AWS_31"],
    cdkNag: ["AwsSolutions-AEC3"],
  },
  types: [GROUP, CLUSTER],
  check: (subject) => {
    const { properties } = subject;
    // What belongs to a group is as the group is.
    if (properties.get("replicationGroupId").exists && subject.resource.type === CLUSTER) return;
    if (properties.get("globalReplicationGroupId").exists) return;
    subject.attempt(() => {
      const encrypted = properties.get("transitEncryptionEnabled");
      if (!encrypted.boolean) subject.report(encrypted, encrypted.exists ? "is false" : "is missing");
    });
    const mode = properties.get("transitEncryptionMode");
    if (mode.string === "preferred") subject.report(mode, "is preferred: plain connections are taken too");
  },
};
