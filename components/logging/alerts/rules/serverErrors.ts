import { datasets } from "../../events/datasets";
import type { AlertDefinition } from "../rule";

/** A site fails: its upstream is down, or answers with errors. */
export const serverErrors: AlertDefinition = {
  id: "server-errors",
  title: "A site answers too many requests with 5xx",
  runbook:
    "Look which upstream fails: portcullis.upstream.status_code and url.path of the failed requests, then the logs of the API itself by http.request.id. 502 and 504 with no upstream status say that it is down or too slow.",
  severity: "high",
  dataset: datasets.access,
  query: ({ serverErrors: { percent, minimumRequests, minutes } }) => ({
    filters: [],
    group: "url.domain",
    windowMinutes: minutes,
    condition: {
      kind: "ratio",
      of: { field: "http.response.status_code", atLeast: 500 },
      above: percent / 100,
      minimum: minimumRequests,
    },
  }),
};
