import type { Rule } from "../../core/rule";
import { KEYS } from "./types";

/** AWS KMS Developer Guide, "Deleting AWS KMS keys": 7 to 30 days, 30 where nothing is said. */
export const deletionWindow: Rule = {
  id: "aws-kms-deletion-window",
  title: "A deleted key can be had back for long enough",
  why: "with its key all that it encrypted is lost; whoever was on holiday learns of it too late",
  mend: "remove deletionWindowInDays: 30 days is the default",
  severity: "low",
  maps: { practices: ["Security audits"], pciDss4: ["3.7.5"] },
  types: KEYS,
  parameters: {
    minimumDays: {
      type: "integer",
      minimum: 7,
      maximum: 30,
      default: 14,
      description: "Shortest waiting period that is good enough, in days.",
    },
  },
  check: (subject) => {
    const window = subject.properties.get("deletionWindowInDays");
    const least = subject.parameter<number>("minimumDays");
    if (window.number !== undefined && window.number < least)
      subject.report(window, `is ${window.number} days, at least ${least} are asked for`);
  },
};
