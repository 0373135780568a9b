import type { Rule } from "../../core/rule";
import { GROUP } from "./types";

/** Amazon ElastiCache User Guide, "Minimizing downtime in ElastiCache by using Multi-AZ with Valkey and Redis OSS". */
export const availability: Rule = {
  id: "aws-elasticache-multi-az",
  title: "Caches outlive a zone",
  why: "with its only zone the store of sessions and rate limits is gone, and all that needs it fails or goes without limits",
  mend: "set multiAzEnabled and automaticFailoverEnabled to true, with a replica",
  severity: "low",
  maps: {
    practices: ["Rate limiting and throttling"],
    owaspApi2023: ["API4"],
    checkov: ["CKV2_AWS_50"],
    cdkNag: ["AwsSolutions-AEC4"],
  },
  types: [GROUP],
  check: (subject) =>
    subject.each(["multiAzEnabled", "automaticFailoverEnabled"], (name) => {
      const enabled = subject.properties.get(name);
      if (!enabled.boolean) subject.report(enabled, enabled.exists ? "is false" : "is missing");
    }),
};
