import { firewallSettings, openPorts } from "../../../components/environment/plannedHost";
import type { ResolvedEnvironment } from "../../../components/model/types";
import type { AuditedHost } from "../../model/audited";

/** TCP ports of a host that somebody may find open: SSH, what its components open, what the settings name. */
export function declaredPorts(
  settings: ResolvedEnvironment,
  { plan }: Pick<AuditedHost, "plan">,
): Set<number> {
  const { extraPorts } = firewallSettings(settings, plan);
  return new Set([
    plan.sshPort,
    ...openPorts(settings, plan),
    ...extraPorts.filter(({ protocol }) => protocol === "tcp").map(({ port }) => port),
  ]);
}
