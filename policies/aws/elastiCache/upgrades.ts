import type { Rule } from "../../core/rule";
import { CLUSTER, GROUP } from "./types";

/** Amazon ElastiCache User Guide, "Version management for ElastiCache". */
export const upgrades: Rule = {
  id: "aws-elasticache-upgrades",
  title: "Caches take minor versions by themselves",
  why: "known holes of the engine stay open until somebody acts",
  mend: "remove autoMinorVersionUpgrade: it is on by default",
  severity: "medium",
  maps: {
    practices: ["Updates"],
    pciDss4: ["6.3.3"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_322"],
  },
  types: [GROUP, CLUSTER],
  check: (subject) => {
    const upgraded = subject.properties.get("autoMinorVersionUpgrade");
    if (upgraded.boolean === false) subject.report(upgraded, "is false");
  },
};
