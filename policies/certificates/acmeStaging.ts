import { productionStacks, servesUsers } from "../core/productionStacks";
import type { Rule } from "../core/rule";

/** https://letsencrypt.org/docs/staging-environment/ */
export const acmeStaging: Rule = {
  id: "certificates-acme-staging",
  title: "Production has certificates that clients trust",
  why: "clients refuse a staging certificate, or learn to switch verification off",
  mend: 'set directory to "letsencrypt" or to the URL of a directory that your clients trust',
  severity: "medium",
  maps: { practices: ["HTTPS everywhere"], pciDss4: ["4.2.1.1"], owaspApi2023: ["API8"] },
  types: ["portcullis:edge:Certificates"],
  parameters: productionStacks,
  check: (subject) => {
    if (!servesUsers(subject)) return;
    const directory = subject.settings.get("directory");
    if (directory.string?.includes("staging")) {
      subject.report(directory, `is "${directory.string}" on stack "${subject.stack}"`);
    }
  },
};
