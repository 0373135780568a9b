import type { Rule } from "../core/rule";
import { alertsOff } from "./alertsOff";
import { receiverOpen } from "./receiverOpen";
import { retention } from "./retention";
import { shipped } from "./shipped";
import { snapshots } from "./snapshots";

/** Rules on where logs go, who is told of them, and how long they last. */
export const loggingRules: readonly Rule[] = [receiverOpen, shipped, alertsOff, retention, snapshots];
