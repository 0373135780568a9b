import type { Rule } from "../../core/rule";
import { GROUP, SERVERLESS } from "./types";

/** Amazon ElastiCache User Guide, "Using customer managed keys from AWS KMS". */
export const customerKey: Rule = {
  id: "aws-elasticache-customer-key",
  title: "Caches encrypt with a key of one's own",
  why: "the service's own key cannot be narrowed, nor be taken away when data has leaked",
  mend: "set kmsKeyId to the ARN of a key of your own",
  severity: "low",
  maps: { practices: ["Security audits"], pciDss4: ["3.6.1", "3.7.1"], checkov: ["CKV_AWS_191"] },
  types: [GROUP, SERVERLESS],
  check: (subject) => {
    if (subject.properties.get("globalReplicationGroupId").exists) return;
    const key = subject.properties.get("kmsKeyId");
    if (!key.exists) subject.report(key, "is missing");
  },
};
