import { productionStacks, servesUsers } from "../../core/productionStacks";
import type { Rule } from "../../core/rule";

import { LOAD_BALANCERS } from "./types";

/** Off by default. */
export const deletionProtection: Rule = {
  id: "aws-lb-deletion-protection",
  title: "Production's load balancers cannot be deleted by one call",
  why: "one slip in the console, or one stolen session, takes every name of the API off the net",
  mend: "set enableDeletionProtection to true",
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["6.5.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_150"],
    cdkNag: ["NIST.800.53.R5-ELBDeletionProtectionEnabled"],
  },
  types: LOAD_BALANCERS,
  parameters: productionStacks,
  check: (subject) => {
    if (!servesUsers(subject)) return;
    const enabled = subject.properties.get("enableDeletionProtection");
    if (!enabled.boolean) subject.report(enabled, enabled.exists ? "is false" : "is missing");
  },
};
