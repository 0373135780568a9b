import type { Rule } from "../../core/rule";
import { componentDns } from "./componentDns";
import { dnssec } from "./dnssec";
import { healthCheckTls } from "./healthCheckTls";
import { healthChecked } from "./healthChecked";
import { queryLog } from "./queryLog";
import { signing } from "./signing";
import { transferLock } from "./transferLock";

/** Rules on zones, records and domains (Route 53). */
export const dnsRules: readonly Rule[] = [
  componentDns,
  dnssec,
  healthCheckTls,
  healthChecked,
  queryLog,
  signing,
  transferLock,
];
