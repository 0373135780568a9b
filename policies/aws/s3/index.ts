import type { Rule } from "../../core/rule";
import { customerKey } from "./customerKey";
import { encryption } from "./encryption";
import { keptForEver } from "./keptForEver";
import { lifecycle } from "./lifecycle";
import { ownership } from "./ownership";
import { policyLockout } from "./policyLockout";
import { publicAccessBlock } from "./publicAccessBlock";
import { publicAcl } from "./publicAcl";
import { publicPolicy } from "./publicPolicy";
import { requestLog } from "./requestLog";
import { tlsOnly } from "./tlsOnly";
import { unblocked } from "./unblocked";
import { versioning } from "./versioning";

/** Rules on buckets (S3). */
export const bucketRules: readonly Rule[] = [
  customerKey,
  encryption,
  keptForEver,
  lifecycle,
  ownership,
  policyLockout,
  publicAccessBlock,
  publicAcl,
  publicPolicy,
  requestLog,
  tlsOnly,
  unblocked,
  versioning,
];
