import type { AuditCheck } from "../check";
import { accountChecks } from "./accounts";
import { certificateChecks } from "./certificates";
import { edgeSettingsChecks } from "./edgeSettings";
import { firewallChecks } from "./firewall";
import { gatewaySettingsChecks } from "./gatewaySettings";
import { hostFileChecks } from "./hostFiles";
import { hostLogChecks } from "./hostLogs";
import { kernelChecks } from "./kernel";
import { serviceChecks } from "./services";
import { sshServerChecks } from "./sshServer";
import { updateChecks } from "./updates";

/** What the inside part asks of a host. */
export const insideChecks: readonly AuditCheck[] = [
  ...firewallChecks,
  ...sshServerChecks,
  ...accountChecks,
  ...kernelChecks,
  ...updateChecks,
  ...serviceChecks,
  ...hostFileChecks,
  ...certificateChecks,
  ...hostLogChecks,
  ...edgeSettingsChecks,
  ...gatewaySettingsChecks,
];
