import { datasets } from "../../events/datasets";
import type { AlertDefinition } from "../rule";

/** Somebody tries credentials or looks for doors (OWASP API Security Top 10 2023, API2 and API5). */
export const deniedRequests: AlertDefinition = {
  id: "denied-requests",
  title: "One address is refused again and again (401, 403)",
  runbook:
    "Look what the address asks for: many paths are a search for open doors, one path is a guess at credentials, one user.name is a client whose key ended. Block the address in the firewall where it is none of yours; rotate the key of a consumer whose name is tried.",
  severity: "high",
  dataset: datasets.access,
  query: ({ deniedRequests: { count, minutes } }) => ({
    filters: [{ field: "http.response.status_code", oneOf: [401, 403] }],
    group: "source.ip",
    windowMinutes: minutes,
    condition: { kind: "count", atLeast: count },
  }),
};
