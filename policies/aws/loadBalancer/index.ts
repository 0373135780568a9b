import type { Rule } from "../../core/rule";
import { accessLogs } from "./accessLogs";
import { classicDraining } from "./classicDraining";
import { classicGeneration } from "./classicGeneration";
import { classicListener } from "./classicListener";
import { classicTlsPolicy } from "./classicTlsPolicy";
import { crossZone } from "./crossZone";
import { deletionProtection } from "./deletionProtection";
import { desync } from "./desync";
import { firewall } from "./firewall";
import { invalidHeaders } from "./invalidHeaders";
import { plainHttp } from "./plainHttp";
import { targetHealth } from "./targetHealth";
import { targetProtocol } from "./targetProtocol";
import { tlsPolicy } from "./tlsPolicy";

/** Rules on load balancers. */
export const loadBalancerRules: readonly Rule[] = [
  tlsPolicy,
  plainHttp,
  targetProtocol,
  firewall,
  invalidHeaders,
  desync,
  accessLogs,
  deletionProtection,
  crossZone,
  targetHealth,
  classicListener,
  classicTlsPolicy,
  classicGeneration,
  classicDraining,
];
