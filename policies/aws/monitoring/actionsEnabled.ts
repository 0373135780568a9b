import type { Rule } from "../../core/rule";
import { ALARMS } from "./types";

/** AWS Security Hub, CloudWatch.17. */
export const actionsEnabled: Rule = {
  id: "aws-alarm-actions-enabled",
  title: "Alarms tell somebody",
  why: "an alarm whose actions are off goes red where nobody looks",
  mend: "remove actionsEnabled",
  severity: "medium",
  maps: {
    practices: ["Monitoring and logging"],
    pciDss4: ["10.7.2", "12.10.5"],
    checkov: ["CKV_AWS_319"],
    cdkNag: ["NIST.800.53.R5-CloudWatchAlarmAction"],
  },
  types: ALARMS,
  check: (subject) => {
    const enabled = subject.properties.get("actionsEnabled");
    if (enabled.boolean === false) subject.report(enabled, "is false");
  },
};
