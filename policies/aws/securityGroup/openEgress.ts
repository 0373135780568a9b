import { worldParameters } from "../../core/addressRange";
import type { Rule } from "../../core/rule";
import { EGRESS_TYPES, eachRule, eachWorldRange, isForAllPorts } from "./groupRules";

/** Without an egress block the provider takes AWS's own rule for everything away, so nothing goes out. */
export const openEgress: Rule = {
  id: "aws-security-group-open-egress",
  title: "Security groups do not let everything out to the world",
  why: "who is on a host can carry data away and fetch tools over any port",
  mend: "let out what the hosts need, such as HTTPS, DNS and NTP, one rule each",
  severity: "medium",
  maps: {
    practices: ["Firewalls and gateways"],
    pciDss4: ["1.3.2", "1.4.2"],
    owaspApi2023: ["API7", "API8"],
    checkov: ["CKV_AWS_382"],
  },
  types: EGRESS_TYPES,
  parameters: worldParameters,
  check: (subject) => {
    eachRule(subject, "egress", (egress) => {
      if (!isForAllPorts(egress)) return;
      eachWorldRange(subject, egress, (range, text) => {
        subject.report(range, `is ${text}: every port of the world can be reached`);
      });
    });
  },
};
