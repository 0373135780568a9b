import type { Rule } from "../../core/rule";
import { customerKey } from "./customerKey";
import { encryption } from "./encryption";
import { lifecycle } from "./lifecycle";
import { ownership } from "./ownership";
import { policyLockout } from "./policyLockout";
import { publicAccessBlock } from "./publicAccessBlock";
import { publicAcl } from "./publicAcl";
import { publicPolicy } from "./publicPolicy";
import { tlsOnly } from "./tlsOnly";
import { versioning } from "./versioning";

/** Rules on buckets (S3). */
export const bucketRules: readonly Rule[] = [
  customerKey,
  encryption,
  lifecycle,
  ownership,
  policyLockout,
  publicAccessBlock,
  publicAcl,
  publicPolicy,
  tlsOnly,
  versioning,
];
