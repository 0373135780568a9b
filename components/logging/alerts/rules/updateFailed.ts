import { datasets } from "../../events/datasets";
import type { AlertDefinition } from "../rule";

/** Known holes stay open (CIS Controls v8 7.3). */
export const updateFailed: AlertDefinition = {
  id: "update-failed",
  title: "Automatic updates failed",
  runbook:
    "Read /var/log/unattended-upgrades or journalctl -u dnf-automatic-install on the host: a full disk, a held package and a repository that is gone are the usual causes. Run the update by hand once it is mended.",
  severity: "high",
  dataset: datasets.updates,
  daily: true,
  query: () => ({
    filters: [
      { field: "event.action", is: "update" },
      { field: "event.outcome", is: "failure" },
    ],
    group: "host.name",
    windowMinutes: 24 * 60,
    condition: { kind: "count", atLeast: 1 },
  }),
};
