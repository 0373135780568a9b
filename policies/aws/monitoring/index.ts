import type { Rule } from "../../core/rule";
import { actions } from "./actions";
import { actionsEnabled } from "./actionsEnabled";

/** Rules on alarms (CloudWatch). */
export const alarmRules: readonly Rule[] = [actions, actionsEnabled];
