import type { Rule } from "../../core/rule";

/** CloudWatch alarms, on metrics and on other alarms. */
export const ALARMS: Rule["types"] = [
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:cloudwatch/compositeAlarm:CompositeAlarm",
];
