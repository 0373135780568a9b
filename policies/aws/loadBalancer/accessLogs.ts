import type { Rule } from "../../core/rule";
import type { Subject } from "../../core/subject";
import { CLASSIC, kindOf, LISTENERS, LOAD_BALANCERS } from "./types";

/** Off by default, except that a classic load balancer's block turns them on. */
function demandLogs(subject: Subject): void {
  const logs = subject.properties.get("accessLogs");
  if (!logs.exists) return subject.report(logs, "is missing");
  const enabled = logs.get("enabled");
  if (enabled.boolean ?? kindOf(subject) === "classic") return;
  subject.report(enabled, enabled.exists ? "is false" : "is missing, and false is the default");
}

/** Gateway load balancers have none, and network ones write them for TLS listeners alone. */
export const accessLogs: Rule = {
  id: "aws-lb-access-logs",
  title: "Load balancers log each request",
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
    if (["application", "classic"].includes(kindOf(subject))) demandLogs(subject);
  },
  checkStack: (subject, stack) => {
    if (kindOf(subject) !== "network") return;
    const listeners = stack.referring(subject.resource, LISTENERS, "loadBalancerArn");
    if (listeners.some(({ properties }) => properties.get("protocol").string === "TLS")) demandLogs(subject);
  },
};
