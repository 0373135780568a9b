import type { Rule } from "../../core/rule";
import { CLASSIC, kindOf, LOAD_BALANCERS } from "./types";

/** Gateway load balancers have none. Off by default, except that a classic one's block turns them on. */
export const accessLogs: Rule = {
  id: "aws-lb-access-logs",
  title: "Load balancers log each request or connection",
  why: "an attack that never gets to a host leaves no trace anywhere else",
  mend: "set accessLogs with the name of a bucket, and enabled to true",
  severity: "medium",
  maps: {
    practices: ["Monitoring and logging"],
    pciDss4: ["10.2.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_91", "CKV_AWS_92"],
    cdkNag: ["AwsSolutions-ELB2"],
  },
  types: [...LOAD_BALANCERS, ...CLASSIC],
  check: (subject) => {
    const kind = kindOf(subject);
    if (kind === "gateway") return;
    const logs = subject.properties.get("accessLogs");
    if (!logs.exists) return subject.report(logs, "is missing");
    const enabled = logs.get("enabled");
    if (enabled.boolean ?? kind === "classic") return;
    subject.report(enabled, enabled.exists ? "is false" : "is missing, and false is the default");
  },
};
