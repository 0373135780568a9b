import type { ResolvedLogAlerts } from "../../model/types";
import type { AlertDefinition, AlertRule } from "./rule";
import { auditScoreFell } from "./rules/auditScoreFell";
import { certificateExpiry } from "./rules/certificateExpiry";
import { deniedRequests } from "./rules/deniedRequests";
import { diskFull } from "./rules/diskFull";
import { hostSilent } from "./rules/hostSilent";
import { latency } from "./rules/latency";
import { limitedConsumer } from "./rules/limitedConsumer";
import { newAddressLogin } from "./rules/newAddressLogin";
import { refusedEvents } from "./rules/refusedEvents";
import { rootLogin } from "./rules/rootLogin";
import { serverErrors } from "./rules/serverErrors";
import { shipperQueue } from "./rules/shipperQueue";
import { updateFailed } from "./rules/updateFailed";
import { updatesOverdue } from "./rules/updatesOverdue";

/** All that is an alert. */
export const alertDefinitions: readonly AlertDefinition[] = [
  serverErrors,
  latency,
  deniedRequests,
  limitedConsumer,
  certificateExpiry,
  rootLogin,
  newAddressLogin,
  updateFailed,
  updatesOverdue,
  hostSilent,
  diskFull,
  shipperQueue,
  refusedEvents,
  auditScoreFell,
];

const minutesPerDay = 24 * 60;

/**
 * The rules of an environment.
 *
 * @param settings - thresholds, and what is switched off
 * @param hosts - names of the hosts that ought to be heard of
 */
export function alertRules(settings: ResolvedLogAlerts, hosts: readonly string[]): AlertRule[] {
  const { insecureOff, off, insecureRulesOff, repeatMinutes, thresholds } = settings;
  if (insecureOff) return [];
  const without = new Set<string>([...off, ...insecureRulesOff]);
  return alertDefinitions
    .filter(({ id }) => !without.has(id))
    .flatMap(({ eachHost, daily, query, ...definition }) => {
      const repeat = daily ? Math.max(repeatMinutes, minutesPerDay) : repeatMinutes;
      const rule = { ...definition, ...query(thresholds), repeatMinutes: repeat, name: definition.id };
      if (!eachHost) return [rule];
      return hosts.map((host) => ({
        ...rule,
        name: `${rule.id}-${host}`,
        host,
        title: `${rule.title}: ${host}`,
        filters: [...rule.filters, { field: "host.name", is: host }],
      }));
    });
}
