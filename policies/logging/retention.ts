import type { Rule } from "../core/rule";

/** PCI DSS 4.0.1 10.5.1: twelve months, of which three can be looked at without delay. */
export const retention: Rule = {
  id: "logging-retention",
  title: "Logs are kept long enough to look into a break-in",
  why: "break-ins are found after weeks; by then what tells how it was done is gone",
  mend: "leave retentionDays at its default of 90, or set it higher",
  severity: "medium",
  maps: { practices: ["Monitoring and logging"], pciDss4: ["10.5.1"] },
  types: ["portcullis:logging:Elasticsearch"],
  parameters: {
    minimumDays: {
      type: "integer",
      minimum: 1,
      default: 90,
      description: "Fewest days that are good enough.",
    },
  },
  check: (subject) => {
    const days = subject.settings.get("retentionDays");
    const least = subject.parameter<number>("minimumDays");
    if (days.number !== undefined && days.number < least)
      subject.report(days, `is ${days.number} days, at least ${least} are asked for`);
  },
};
