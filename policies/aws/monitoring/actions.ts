import type { Rule } from "../../core/rule";
import { ALARMS } from "./types";

/** AWS Security Hub, CloudWatch.15. */
export const actions: Rule = {
  id: "aws-alarm-actions",
  title: "Alarms have somebody to tell",
  why: "an alarm without actions goes red where nobody looks",
  mend: "set alarmActions to the ARN of an SNS topic that people are subscribed to",
  severity: "medium",
  maps: {
    practices: ["Monitoring and logging"],
    pciDss4: ["10.7.2", "12.10.5"],
    cdkNag: ["NIST.800.53.R5-CloudWatchAlarmAction"],
  },
  types: ALARMS,
  check: (subject) => {
    const { properties } = subject;
    const alarm = properties.get("alarmActions");
    const all = [alarm, properties.get("insufficientDataActions"), properties.get("okActions")];
    if (all.every((actions) => actions.items().length === 0))
      subject.report(alarm, alarm.exists ? "is empty" : "is missing");
  },
};
