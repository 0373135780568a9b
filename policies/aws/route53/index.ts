import type { Rule } from "../../core/rule";
import { healthCheckTls } from "./healthCheckTls";
import { healthChecked } from "./healthChecked";
import { signing } from "./signing";
import { transferLock } from "./transferLock";

/** Rules on zones, records and domains (Route 53). */
export const dnsRules: readonly Rule[] = [healthCheckTls, healthChecked, signing, transferLock];
