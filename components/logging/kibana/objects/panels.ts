import { datasets } from "../../events/datasets";
import type { Metric, Panel } from "./panel";

const count: Metric = { kind: "count" };
const perHost = { kind: "terms", field: "host.name", size: 50, label: "Host" } as const;
const perSource = { kind: "terms", field: "source.ip", size: 20, label: "Address" } as const;
const denied = "http.response.status_code : (401 or 403 or 429)";
const state = datasets.state;

/** What is shown, row by row; those of a row share its width. */
export const rows: readonly (readonly Panel[])[] = [
  [
    { id: "requests", title: "Requests", of: datasets.access, look: "number", metrics: [count], buckets: [] },
    {
      id: "consumers",
      title: "Consumers and addresses",
      of: datasets.access,
      look: "number",
      metrics: [
        { kind: "cardinality", field: "user.name", label: "Consumers" },
        { kind: "cardinality", field: "source.ip", label: "Addresses" },
      ],
      buckets: [],
    },
    {
      id: "alerts-fired",
      title: "Alerts",
      of: datasets.alerts,
      look: "number",
      metrics: [count],
      buckets: [],
    },
    {
      id: "refused",
      title: "Events that were refused",
      of: datasets.refused,
      look: "number",
      metrics: [count],
      buckets: [],
    },
  ],
  [
    {
      id: "traffic",
      title: "Traffic by status",
      of: datasets.access,
      look: "bars",
      metrics: [count],
      buckets: [
        { kind: "time" },
        {
          kind: "ranges",
          field: "http.response.status_code",
          ranges: [200, 300, 400, 500].map((from) => ({ from, to: from + 100 })),
          label: "Status",
        },
      ],
    },
    {
      id: "latency",
      title: "Time to answer: p50, p95, p99",
      of: datasets.access,
      look: "line",
      metrics: [{ kind: "percentiles", field: "event.duration", percents: [50, 95, 99], label: "Whole" }],
      buckets: [{ kind: "time" }],
    },
    {
      id: "upstream-latency",
      title: "Time of the upstream: p50, p95, p99",
      of: datasets.access,
      look: "line",
      metrics: [
        {
          kind: "percentiles",
          field: "portcullis.upstream.duration",
          percents: [50, 95, 99],
          label: "Upstream",
        },
      ],
      buckets: [{ kind: "time" }],
    },
  ],
  [
    {
      id: "status-codes",
      title: "Status codes",
      of: datasets.access,
      look: "table",
      metrics: [count],
      buckets: [{ kind: "terms", field: "http.response.status_code", size: 30, label: "Status" }],
    },
    {
      id: "top-consumers",
      title: "Top consumers",
      of: datasets.access,
      look: "table",
      metrics: [count, { kind: "percentiles", field: "event.duration", percents: [95], label: "p95" }],
      buckets: [{ kind: "terms", field: "user.name", size: 20, label: "Consumer" }],
    },
    {
      id: "slow-paths",
      title: "Paths and their time to answer",
      of: datasets.access,
      look: "table",
      metrics: [count, { kind: "percentiles", field: "event.duration", percents: [50, 99], label: "p" }],
      buckets: [{ kind: "terms", field: "url.path", size: 20, label: "Path" }],
    },
  ],
  [
    {
      id: "denied",
      title: "401, 403 and 429",
      of: datasets.access,
      kql: denied,
      look: "bars",
      metrics: [count],
      buckets: [
        { kind: "time" },
        { kind: "terms", field: "http.response.status_code", size: 3, label: "Status" },
      ],
    },
    {
      id: "denied-addresses",
      title: "Addresses with 401, 403 and 429",
      of: datasets.access,
      kql: denied,
      look: "table",
      metrics: [count],
      buckets: [perSource, { kind: "terms", field: "http.response.status_code", size: 3, label: "Status" }],
    },
    {
      id: "limited-consumers",
      title: "Consumers at their limits",
      of: datasets.access,
      kql: 'portcullis.verdict : "limited"',
      look: "table",
      metrics: [count],
      buckets: [{ kind: "terms", field: "user.name", size: 20, label: "Consumer" }],
    },
  ],
  [
    {
      id: "attacks",
      title: "Attacks that were blocked",
      of: datasets.access,
      kql: 'portcullis.verdict : "blocked"',
      look: "bars",
      metrics: [count],
      buckets: [{ kind: "time" }, { kind: "terms", field: "host.name", size: 10, label: "Host" }],
    },
    {
      id: "attackers",
      title: "Addresses of attacks",
      of: datasets.access,
      kql: 'portcullis.verdict : "blocked"',
      look: "table",
      metrics: [count],
      buckets: [perSource, { kind: "terms", field: "url.path", size: 5, label: "Path" }],
    },
    {
      id: "bans",
      title: "Banned addresses",
      of: datasets.intrusion,
      kql: 'event.action : "banned"',
      look: "table",
      metrics: [count],
      buckets: [perSource, { kind: "terms", field: "portcullis.jail", size: 5, label: "Jail" }],
    },
    {
      id: "failed-logins",
      title: "Failed logins on hosts",
      of: datasets.auth,
      kql: 'event.outcome : "failure"',
      look: "table",
      metrics: [count],
      buckets: [perSource, { kind: "terms", field: "user.name", size: 5, label: "Name" }],
    },
  ],
  [
    {
      id: "certificates",
      title: "Certificates: days left",
      of: state,
      kql: "portcullis.certificate.name : *",
      look: "table",
      metrics: [{ kind: "min", field: "portcullis.certificate.days_left", label: "Days left" }],
      buckets: [
        {
          kind: "terms",
          field: "portcullis.certificate.name",
          size: 100,
          label: "Certificate",
          order: "asc",
        },
        perHost,
      ],
    },
    {
      id: "updates",
      title: "Updates",
      of: state,
      kql: "portcullis.updates.pending : *",
      look: "table",
      metrics: [
        { kind: "max", field: "portcullis.updates.pending", label: "Pending" },
        { kind: "max", field: "portcullis.updates.security_pending", label: "Of them for security" },
        { kind: "max", field: "portcullis.updates.last_success", label: "Last success" },
      ],
      buckets: [perHost],
    },
    {
      id: "disks",
      title: "Disks",
      of: state,
      kql: "portcullis.disk.mount : *",
      look: "table",
      metrics: [{ kind: "max", field: "portcullis.disk.used_ratio", label: "Used" }],
      buckets: [perHost, { kind: "terms", field: "portcullis.disk.mount", size: 20, label: "Mount" }],
    },
  ],
  [
    {
      id: "hosts",
      title: "Hosts: last heard of",
      of: state,
      look: "table",
      metrics: [
        { kind: "max", field: "@timestamp", label: "Last event" },
        { kind: "max", field: "portcullis.queue.bytes", label: "Waiting in its queue" },
      ],
      buckets: [perHost],
    },
    {
      id: "audits",
      title: "Hosts: daily audits",
      of: datasets.audit,
      kql: 'event.action : "audit"',
      look: "table",
      metrics: [
        { kind: "min", field: "portcullis.audit.score", label: "Lowest score" },
        { kind: "max", field: "portcullis.audit.critical", label: "Critical" },
        { kind: "max", field: "portcullis.audit.high", label: "High" },
        { kind: "max", field: "@timestamp", label: "Last audit" },
      ],
      buckets: [perHost],
    },
    {
      id: "alerts",
      title: "Alerts by name",
      of: datasets.alerts,
      look: "table",
      metrics: [count, { kind: "max", field: "@timestamp", label: "Last" }],
      buckets: [{ kind: "terms", field: "portcullis.alert.name", size: 30, label: "Alert" }],
    },
    {
      id: "dropped",
      title: "Packets that the firewall dropped",
      of: datasets.firewall,
      look: "table",
      metrics: [count],
      buckets: [perSource, { kind: "terms", field: "destination.port", size: 5, label: "Port" }],
    },
  ],
];

/** All panels. */
export const panels: readonly Panel[] = rows.flat();
