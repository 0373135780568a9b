import type { Rule } from "../../core/rule";
import { encryption } from "./encryption";
import { retention } from "./retention";

/** Rules on log groups (CloudWatch Logs). */
export const logRules: readonly Rule[] = [encryption, retention];
