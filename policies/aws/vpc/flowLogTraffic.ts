import type { Rule } from "../../core/rule";

/** CIS AWS Foundations 3.0.0, 3.7: at least what is rejected is logged. */
export const flowLogTraffic: Rule = {
  id: "aws-vpc-flow-log-traffic",
  title: "Flow logs show what was refused",
  why: "scans and blocked attempts to get out are the first signs of an attack, and accepted traffic alone shows neither",
  mend: 'set trafficType to "ALL", or at least to "REJECT"',
  severity: "low",
  maps: {
    practices: ["Monitoring and logging", "Firewalls and gateways"],
    cisAws: ["3.7"],
    pciDss4: ["10.2.1"],
    owaspApi2023: ["API8"],
  },
  types: ["aws:ec2/flowLog:FlowLog"],
  check: (subject) => {
    const type = subject.properties.get("trafficType");
    if (type.string === "ACCEPT") subject.report(type, 'is "ACCEPT"');
  },
};
