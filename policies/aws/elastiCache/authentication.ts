import type { Rule } from "../../core/rule";
import { GROUP, SERVERLESS } from "./types";

/** Amazon ElastiCache User Guide, "Authenticating with the AUTH command" and "Role-based access control". */
export const authentication: Rule = {
  id: "aws-elasticache-authentication",
  title: "Caches ask who is calling",
  why: "whatever gets into the network reads and changes sessions and rate limits, forged requests of a service among it",
  mend: "set authToken to a secret, or userGroupIds (userGroupId for serverless caches)",
  severity: "high",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["7.3.1", "8.2.1", "8.3.1"],
    owaspApi2023: ["API2"],
    checkov: ["CKV_AWS_31"],
    cdkNag: ["AwsSolutions-AEC6"],
  },
  types: [GROUP, SERVERLESS],
  check: (subject) => {
    const { properties, resource } = subject;
    if (resource.type === SERVERLESS) {
      if (properties.get("engine").string === "memcached") return;
      const group = properties.get("userGroupId");
      if (!group.exists) subject.report(group, "is missing");
      return;
    }
    const token = properties.get("authToken");
    if (properties.get("globalReplicationGroupId").exists) return;
    if (
      token.exists ||
      properties.get("authTokenWo").exists ||
      properties.get("userGroupIds").items().length > 0
    )
      return;
    subject.report(token, "is missing, and no user group is given");
  },
};
