import type { AuditCheck } from "../check";
import { driftChecks } from "./drift";
import { gatewayAnswerChecks } from "./gatewayAnswers";
import { httpChecks } from "./http";
import { insideChecks } from "./inside";
import { logShippingChecks } from "./logShipping";
import { portChecks } from "./ports";
import { sshOutsideChecks } from "./sshOutside";
import { tlsChecks } from "./tls";

/** All checks of an audit, by topic. */
export const auditChecks: readonly AuditCheck[] = [
  ...tlsChecks,
  ...httpChecks,
  ...portChecks,
  ...sshOutsideChecks,
  ...gatewayAnswerChecks,
  ...logShippingChecks,
  ...insideChecks,
  ...driftChecks,
];
