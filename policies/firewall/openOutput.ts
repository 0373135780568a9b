import type { Rule } from "../core/rule";

/** Default drop, outwards too. */
export const openOutput: Rule = {
  id: "firewall-open-output",
  title: "The firewall drops by default, inwards and outwards",
  why: "whoever breaks into a service can send out what it finds and fetch tools from anywhere",
  mend: "remove insecureOpenOutput and list what the host has to reach in egress",
  severity: "high",
  maps: {
    practices: ["Firewalls and gateways"],
    cisDebian12: ["4.2.8"],
    pciDss4: ["1.3.2", "1.4.1"],
    owaspApi2023: ["API7"],
  },
  types: ["portcullis:hardening:Firewall"],
  check: (subject) => {
    const open = subject.settings.get("insecureOpenOutput");
    subject.attempt(() => {
      if (open.boolean) subject.report(open, "is true: the host may connect to anywhere");
    });
  },
};
