import type { Rule } from "../../core/rule";
import { KEYS } from "./types";

/** Pulumi compliance-policies, aws-kms-key-missing-description. */
export const description: Rule = {
  id: "aws-kms-description",
  title: "KMS keys say what they are for",
  why: "nobody dares to narrow, rotate or delete a key that nobody knows",
  mend: "set description",
  severity: "low",
  maps: { practices: ["Security audits"], pciDss4: ["12.3.3"] },
  types: KEYS,
  check: (subject) => {
    const text = subject.properties.get("description");
    if (!text.exists || text.string?.trim() === "") subject.report(text, "is missing");
  },
};
