import { datasets } from "../../events/datasets";
import type { AlertDefinition } from "../rule";

/** What is not stored cannot be looked at: somebody may even have made it so. */
export const refusedEvents: AlertDefinition = {
  id: "refused-events",
  title: "Events were refused and are not stored",
  runbook:
    "Read the reason in error.message of the dataset portcullis.refused. A field of another type than the template's comes from an application that changed its log; a full or read-only index from a full disk of the log hosts.",
  severity: "high",
  dataset: datasets.refused,
  query: ({ refusedEvents: { count, minutes } }) => ({
    filters: [],
    windowMinutes: minutes,
    condition: { kind: "count", atLeast: count },
  }),
};
