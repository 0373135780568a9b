import { datasets } from "../../events/datasets";
import type { AlertDefinition } from "../rule";

/** What a host is, and what its configuration says, drift apart by hand, by a mistake, or by an intruder. */
export const auditScoreFell: AlertDefinition = {
  id: "audit-score-fell",
  title: "A host is less well protected than it was at its last audit",
  runbook:
    "Read what failed in the dataset portcullis.audit (portcullis.audit.new_failures of the summary), or journalctl -u portcullis-audit on the host. npm run drift tells which files were changed, and by whom as far as the host knows; pulumi up brings back what the configuration says. If nobody knows of the change, take the host for broken into.",
  severity: "high",
  dataset: datasets.audit,
  daily: true,
  query: () => ({
    // A host that could not audit itself is no better.
    filters: [{ field: "portcullis.audit.trend", oneOf: ["worse", "unknown"] }],
    group: "host.name",
    windowMinutes: 24 * 60,
    condition: { kind: "count", atLeast: 1 },
  }),
};
