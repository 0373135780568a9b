import type { Rule } from "../core/rule";

/** Server-side request forgery against the instance metadata service. */
export const metadata: Rule = {
  id: "firewall-instance-metadata",
  title: "Services cannot ask the instance metadata",
  why: "one forged request of a service is answered with the host's cloud credentials",
  mend: "remove insecureMetadataForAll; give a service that needs cloud access credentials of its own",
  severity: "high",
  maps: {
    practices: ["Firewalls and gateways"],
    cisAws: ["5.6"],
    pciDss4: ["7.2.5"],
    owaspApi2023: ["API7"],
  },
  types: ["portcullis:hardening:Firewall"],
  check: (subject) => {
    const open = subject.settings.get("insecureMetadataForAll");
    if (open.boolean) subject.report(open, "is true: every user of the host may ask for its credentials");
  },
};
