import type { Rule } from "../../core/rule";
import { TARGET_GROUPS } from "./types";

/** On by default, with the path `/` for HTTP; functions have none unless asked. */
export const targetHealth: Rule = {
  id: "aws-lb-target-health-check",
  title: "Load balancers check that their targets answer",
  why: "requests go on to hosts that are down or were taken over",
  mend: "remove healthCheck.enabled, or set it to true",
  severity: "low",
  maps: {
    practices: ["Monitoring and logging"],
    owaspApi2023: ["API4"],
    checkov: ["CKV_AWS_261"],
  },
  types: TARGET_GROUPS,
  check: (subject) => {
    if (subject.properties.get("targetType").string === "lambda") return;
    const enabled = subject.properties.get("healthCheck.enabled");
    if (enabled.boolean === false) subject.report(enabled, "is false");
  },
};
