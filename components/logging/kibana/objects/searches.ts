import { datasets } from "../../events/datasets";
import { dataViewReference, type Looked, searchSource } from "./dataViews";
import { idPrefix, type SavedObject, savedObject } from "./savedObject";

/** A search for people to look through what it finds. */
export interface Search {
  /** End of its id. Never changes. */
  id: string;
  title: string;
  of: Looked;
  /** Query in Kibana's language. */
  kql: string;
  /** What is shown of an event, beside its time. */
  columns: readonly string[];
}

const request = [
  "host.name",
  "source.ip",
  "user.name",
  "http.request.method",
  "url.path",
  "http.response.status_code",
  "portcullis.verdict",
  "http.request.id",
];

/** What the weekly review looks through. */
export const searches: readonly Search[] = [
  {
    id: "audit-findings",
    title: "What hosts found wrong with themselves",
    of: datasets.audit,
    kql: "rule.id : *",
    columns: ["host.name", "portcullis.audit.severity", "rule.id", "portcullis.audit.subject", "message"],
  },
  {
    id: "server-errors",
    title: "Answers of 5xx",
    of: datasets.access,
    kql: "http.response.status_code >= 500",
    columns: [...request, "event.duration"],
  },
  {
    id: "denied",
    title: "Callers that were denied",
    of: datasets.access,
    kql: 'portcullis.verdict : ("unauthenticated" or "forbidden")',
    columns: request,
  },
  {
    id: "limited",
    title: "Callers at their limits",
    of: datasets.access,
    kql: 'portcullis.verdict : "limited"',
    columns: request,
  },
  {
    id: "attacks",
    title: "Requests that were blocked",
    of: datasets.access,
    kql: 'portcullis.verdict : ("blocked" or "invalid")',
    columns: [...request, "user_agent.original"],
  },
  {
    id: "slow",
    title: "Requests of a second and more",
    of: datasets.access,
    kql: "event.duration >= 1000000000",
    columns: [...request, "event.duration", "portcullis.upstream.duration"],
  },
  {
    id: "failed-logins",
    title: "Failed logins on hosts",
    of: datasets.auth,
    kql: 'event.outcome : "failure"',
    columns: ["host.name", "event.action", "user.name", "source.ip", "message"],
  },
  {
    id: "logins",
    title: "Logins and sudo on hosts",
    of: datasets.auth,
    kql: 'event.outcome : "success"',
    columns: ["host.name", "event.action", "user.name", "source.ip", "process.name", "message"],
  },
  {
    id: "bans",
    title: "Bans",
    of: datasets.intrusion,
    kql: "",
    columns: ["host.name", "event.action", "source.ip", "portcullis.jail"],
  },
  {
    id: "dropped",
    title: "Packets that the firewall dropped",
    of: datasets.firewall,
    kql: "",
    columns: [
      "host.name",
      "source.ip",
      "destination.ip",
      "destination.port",
      "network.transport",
      "network.direction",
    ],
  },
  {
    id: "updates",
    title: "Updates",
    of: datasets.updates,
    kql: "",
    columns: ["host.name", "event.action", "event.outcome", "package.name", "message"],
  },
  {
    id: "renewals",
    title: "Renewals of certificates",
    of: datasets.certificates,
    kql: "",
    columns: ["host.name", "event.action", "event.outcome", "portcullis.certificate.name", "message"],
  },
  {
    id: "failed-units",
    title: "Units that failed",
    of: datasets.system,
    kql: "",
    columns: ["host.name", "event.action", "log.level", "message"],
  },
  {
    id: "alerts",
    title: "Alerts",
    of: datasets.alerts,
    kql: "",
    columns: ["portcullis.alert.name", "portcullis.alert.severity", "portcullis.alert.group", "message"],
  },
  {
    id: "refused",
    title: "Events that were refused",
    of: datasets.refused,
    kql: "",
    columns: ["host.name", "error.message", "event.original"],
  },
  {
    id: "everything-of-a-request",
    title: "All events with a request id",
    of: "all",
    kql: "http.request.id : *",
    columns: ["event.dataset", ...request, "message"],
  },
];

/** A search as a saved object. */
export function renderSearch({ id, title, of, kql, columns }: Search, namespace: string): SavedObject {
  return savedObject(
    `${idPrefix(namespace)}search-${id}`,
    "search",
    {
      title: `${title} [${namespace}]`,
      description: "",
      columns,
      sort: [["@timestamp", "desc"]],
      grid: {},
      hideChart: false,
      isTextBasedQuery: false,
      kibanaSavedObjectMeta: searchSource(kql),
    },
    [dataViewReference(of, namespace)],
  );
}
