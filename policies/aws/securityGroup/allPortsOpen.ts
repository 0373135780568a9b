import { worldParameters } from "../../core/addressRange";
import type { Rule } from "../../core/rule";
import { eachRule, eachWorldRange, INGRESS_TYPES, isForAllPorts } from "./groupRules";

/** A group that lets everything in is none. */
export const allPortsOpen: Rule = {
  id: "aws-security-group-all-ports-open",
  title: "Security groups do not open every port to the world",
  why: "whatever anybody starts on the host is on the internet at once, debuggers and databases among it",
  mend: "open the ports that the world needs, one rule each",
  severity: "critical",
  maps: {
    practices: ["Firewalls and gateways"],
    cisAws: ["5.2", "5.3"],
    pciDss4: ["1.3.1", "1.4.2"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_277"],
    cdkNag: ["AwsSolutions-EC23"],
  },
  types: INGRESS_TYPES,
  parameters: worldParameters,
  check: (subject) => {
    eachRule(subject, "ingress", (ingress) => {
      if (!isForAllPorts(ingress)) return;
      eachWorldRange(subject, ingress, (range, text) => {
        subject.report(range, `is ${text}: every port is open to the world`);
      });
    });
  },
};
