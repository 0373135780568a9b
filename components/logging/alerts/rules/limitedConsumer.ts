import { datasets } from "../../events/datasets";
import type { AlertDefinition } from "../rule";

/** A consumer runs into its limit for good: it is broken, abused, or has outgrown the limit. */
export const limitedConsumer: AlertDefinition = {
  id: "limited-consumer",
  title: "A consumer runs into its rate limit (429)",
  runbook:
    "Ask the consumer whether the traffic is theirs: if not, rotate its keys (npm run rotate). If it is, and right, raise its rateLimit in the gateway's settings.",
  severity: "medium",
  dataset: datasets.access,
  query: ({ limitedConsumer: { count, minutes } }) => ({
    filters: [{ field: "http.response.status_code", is: 429 }],
    group: "user.name",
    windowMinutes: minutes,
    condition: { kind: "count", atLeast: count },
  }),
};
