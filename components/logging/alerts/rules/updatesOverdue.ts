import { datasets } from "../../events/datasets";
import { type AlertDefinition, reportMinutes } from "../rule";

/** Updates that do not run fail without a word. */
export const updatesOverdue: AlertDefinition = {
  id: "updates-overdue",
  title: "A host had no successful update for days",
  runbook:
    "See whether the timer runs (systemctl list-timers on the host) and what its last run said. A host that is switched off at the time of its updates needs another automaticUpdates.time.",
  severity: "high",
  dataset: datasets.state,
  daily: true,
  query: ({ updatesOverdue: { days } }) => ({
    filters: [{ field: "portcullis.updates.last_success", below: `now-${days}d` }],
    group: "host.name",
    windowMinutes: reportMinutes,
    condition: { kind: "count", atLeast: 1 },
  }),
};
