import { productionStacks, servesUsers } from "../core/productionStacks";
import type { Rule } from "../core/rule";

/** PCI DSS 4.0.1 11.5.2 and 11.3.1: changes of critical files are found, and systems are looked at again and again. */
export const daily: Rule = {
  id: "audit-daily",
  title: "Hosts audit themselves every day",
  why: "a protection that somebody switched off by hand, or an intruder, is missed by nobody",
  mend: "set the hosts up by portcullis:environment, or add a HostAudit for each",
  severity: "low",
  maps: { practices: ["Security audits"], pciDss4: ["11.3.1", "11.5.2"], owaspApi2023: ["API8"] },
  types: ["portcullis:host:ExistingHost", "portcullis:aws:AwsHost"],
  parameters: productionStacks,
  checkStack: (subject, stack) => {
    if (!servesUsers(subject)) return;
    if (stack.ofType("portcullis:audit:HostAudit").length === 0)
      subject.reportWhole("is never audited: the stack has no HostAudit");
  },
};
