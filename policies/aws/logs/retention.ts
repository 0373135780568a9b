import type { Rule } from "../../core/rule";

/** PCI DSS 4.0.1, 10.5.1: twelve months. */
export const retention: Rule = {
  id: "aws-log-group-retention",
  title: "Log groups say how long they keep logs, and that is long enough",
  why: "most break-ins are found after months, and then nobody can tell what was taken; logs that are kept for ever by accident are a find",
  mend: "set retentionInDays to 365 or more, or to 0 where they really have to stay for ever",
  severity: "medium",
  maps: {
    practices: ["Monitoring and logging", "Security audits"],
    pciDss4: ["10.5.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_66", "CKV_AWS_338"],
    cdkNag: ["NIST.800.53.R5-CloudWatchLogGroupRetentionPeriod"],
  },
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  parameters: {
    minimumDays: {
      type: "integer",
      minimum: 1,
      maximum: 3653,
      default: 365,
      description: "Shortest retention that is good enough, in days.",
    },
  },
  check: (subject) => {
    const { properties } = subject;
    // There it is always two days.
    if (properties.get("logGroupClass").string === "DELIVERY") return;
    const days = properties.get("retentionInDays");
    const least = subject.parameter<number>("minimumDays");
    if (days.number === undefined) subject.report(days, "is missing: logs are kept for ever");
    else if (days.number > 0 && days.number < least)
      subject.report(days, `is ${days.number} days, at least ${least} are asked for`);
  },
};
