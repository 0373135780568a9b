import type { Rule } from "../../core/rule";
import { deletionWindow } from "./deletionWindow";
import { description } from "./description";
import { disabled } from "./disabled";
import { policyLockout } from "./policyLockout";
import { publicPolicy } from "./publicPolicy";
import { rotation } from "./rotation";

/** Rules on keys (KMS). */
export const keyRules: readonly Rule[] = [
  deletionWindow,
  description,
  disabled,
  policyLockout,
  publicPolicy,
  rotation,
];
