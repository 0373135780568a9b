import { worldParameters } from "../../core/addressRange";
import type { Rule } from "../../core/rule";
import {
  coveredPorts,
  eachRule,
  eachWorldRange,
  INGRESS_TYPES,
  isForAllPorts,
  portsOf,
  protocolOf,
} from "./groupRules";
import { SERVICE_PORTS } from "./ports";

/** What the world reaches is listed, all else has to ask. */
export const publicPorts: Rule = {
  id: "aws-security-group-public-ports",
  title: "The world reaches no ports but those of the API",
  why: "each port that is open without need is one more service to attack, and nobody looks at its log",
  mend: "name the ranges or groups that need the port; where it is public by design, add it to the rule's ports",
  severity: "medium",
  maps: {
    practices: ["Firewalls and gateways"],
    pciDss4: ["1.2.5", "1.3.1"],
    owaspApi2023: ["API8", "API9"],
    checkov: ["CKV_AWS_260"],
    cdkNag: ["AwsSolutions-EC23"],
  },
  types: INGRESS_TYPES,
  parameters: {
    ...worldParameters,
    ports: {
      type: "array",
      items: { type: "integer", minimum: 0, maximum: 65535 },
      default: [80, 443],
      description:
        "TCP and UDP ports that may be open to the world. Port 80 is there to send people on to HTTPS and to prove names to Let's Encrypt; [443] is stricter.",
    },
  },
  check: (subject) => {
    const allowed = subject.parameter<number[]>("ports");
    eachRule(subject, "ingress", (ingress) => {
      // Rules of their own look at every port and at the ports of known services.
      if (!["tcp", "udp"].includes(protocolOf(ingress)) || isForAllPorts(ingress)) return;
      if (coveredPorts(ingress, SERVICE_PORTS).length > 0) return;
      const { from, to } = portsOf(ingress);
      const allowedInside = new Set(allowed.filter((port) => from <= port && port <= to)).size;
      if (allowedInside === to - from + 1) return;
      eachWorldRange(subject, ingress, (range, text) => {
        const ports = from === to ? `port ${from}` : `ports ${from} to ${to}`;
        subject.report(range, `is ${text} for ${ports}; open to the world may be ${allowed.join(", ")}`);
      });
    });
  },
};
