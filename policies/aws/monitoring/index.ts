import type { Rule } from "../../core/rule";
import { actions } from "./actions";
import { actionsEnabled } from "./actionsEnabled";
import { instanceAlarm } from "./instanceAlarm";

/** Rules on alarms (CloudWatch). */
export const alarmRules: readonly Rule[] = [actions, actionsEnabled, instanceAlarm];
