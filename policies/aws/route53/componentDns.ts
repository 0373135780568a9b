import { productionStacks, servesUsers } from "../../core/productionStacks";
import type { Rule } from "../../core/rule";

/** Amazon Route 53 Developer Guide, "Configuring DNSSEC signing" and "Public DNS query logging". */
export const componentDns: Rule = {
  id: "aws-dns-settings",
  title: "Production's zone is signed, and its queries are logged",
  why: "answers without signatures can be forged on the way, and nobody sees who looks for names that are not there",
  mend: "set dnssec and queryLog to true",
  severity: "low",
  maps: {
    practices: ["HTTPS everywhere", "Monitoring and logging"],
    pciDss4: ["4.2.1", "10.2.1"],
    owaspApi2023: ["API9"],
  },
  types: ["portcullis:aws:AwsDns"],
  parameters: productionStacks,
  check: (subject) => {
    if (!servesUsers(subject)) return;
    subject.each(["dnssec", "queryLog"], (name) => {
      const setting = subject.settings.get(name);
      if (!setting.boolean) subject.report(setting, setting.exists ? "is false" : "is missing");
    });
  },
};
