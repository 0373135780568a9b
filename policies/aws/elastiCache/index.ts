import type { Rule } from "../../core/rule";
import { atRest } from "./atRest";
import { authentication } from "./authentication";
import { availability } from "./availability";
import { backup } from "./backup";
import { customerKey } from "./customerKey";
import { subnetGroup } from "./subnetGroup";
import { transit } from "./transit";
import { upgrades } from "./upgrades";
import { userPassword } from "./userPassword";

/** Rules on caches (ElastiCache). */
export const cacheRules: readonly Rule[] = [
  atRest,
  authentication,
  availability,
  backup,
  customerKey,
  subnetGroup,
  transit,
  upgrades,
  userPassword,
];
