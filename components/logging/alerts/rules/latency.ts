import { datasets } from "../../events/datasets";
import type { AlertDefinition } from "../rule";

const nanosecondsPerMillisecond = 1_000_000;

/** A site is slow for more than a few. */
export const latency: AlertDefinition = {
  id: "latency",
  title: "A site answers too slowly (95th percentile)",
  runbook:
    "Compare event.duration with portcullis.upstream.duration: where they are alike, the API is slow, else the host or the client's network. Then look which url.path it is, and at the load of the host.",
  severity: "medium",
  dataset: datasets.access,
  query: ({ latency: { milliseconds, minimumRequests, minutes } }) => ({
    filters: [],
    group: "url.domain",
    windowMinutes: minutes,
    condition: {
      kind: "percentile",
      field: "event.duration",
      above: milliseconds * nanosecondsPerMillisecond,
      minimum: minimumRequests,
    },
  }),
};
