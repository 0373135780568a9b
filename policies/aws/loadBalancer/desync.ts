import { setTo } from "../../core/remediation";
import type { Rule } from "../../core/rule";
import { CLASSIC, LOAD_BALANCERS } from "./types";

/** `defensive` is the default. */
export const desync: Rule = {
  id: "aws-lb-desync-mitigation",
  title: "Load balancers defend against request smuggling",
  why: "a request that balancer and host end at different places carries a second one past the checks",
  mend: 'set desyncMitigationMode to "strictest" or leave it at "defensive"',
  severity: "high",
  maps: {
    practices: ["Input validation"],
    pciDss4: ["6.2.4"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_328"],
  },
  types: [...LOAD_BALANCERS, ...CLASSIC],
  check: (subject) => {
    const mode = subject.properties.get("desyncMitigationMode");
    if (mode.string === "monitor") subject.report(mode, 'is "monitor"');
  },
  remediate: setTo("defensive"),
};
