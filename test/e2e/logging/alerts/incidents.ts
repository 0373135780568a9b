import { type Dataset, datasets } from "../../../../components/logging/events/datasets";

/** An event of a test, by ECS fields; `@timestamp` says how many minutes ago it was. */
export interface MadeUpEvent {
  dataset: Dataset;
  minutesAgo: number;
  fields: Readonly<Record<string, unknown>>;
}

/** Hosts of the made-up environment. */
export const hosts = ["api-1", "logs-1"];

const day = 24 * 60;
const site = "api.example.com";

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Requests, spread over the last two minutes: some more may pass until they are looked at. */
function requests(count: number, fields: Readonly<Record<string, unknown>>): MadeUpEvent[] {
  return times(count, (index) => ({
    dataset: datasets.access,
    minutesAgo: 0.1 + (2 * index) / count,
    fields: {
      "event.kind": "event",
      "event.category": ["web"],
      "event.outcome": "success",
      "event.duration": 20_000_000 + (index % 10) * 8_000_000,
      "host.name": "api-1",
      "http.request.id": `${index}`.padStart(32, "0"),
      "http.request.method": "GET",
      "http.response.status_code": 200,
      "source.ip": `198.51.100.${1 + (index % 40)}`,
      "url.domain": site,
      "url.path": "/orders",
      "user.name": "shop",
      "portcullis.verdict": "authenticated",
      ...fields,
    },
  }));
}

function login(minutesAgo: number, fields: Readonly<Record<string, unknown>> = {}): MadeUpEvent {
  return {
    dataset: datasets.auth,
    minutesAgo,
    fields: {
      "event.category": ["authentication"],
      "event.action": "ssh_login",
      "event.outcome": "success",
      "host.name": "api-1",
      "user.name": "admin",
      "source.ip": "192.0.2.7",
      "process.name": "sshd",
      ...fields,
    },
  };
}

function update(minutesAgo: number, outcome: "success" | "failure"): MadeUpEvent {
  const fields = { "event.action": "update", "event.outcome": outcome, "host.name": "api-1" };
  return { dataset: datasets.updates, minutesAgo, fields };
}

/** What hosts report of themselves every five minutes. */
function report(host: string, fields: Readonly<Record<string, unknown>>): MadeUpEvent[] {
  return times(4, (index) => ({
    dataset: datasets.state,
    minutesAgo: 1 + 5 * index,
    fields: { "event.kind": "metric", "host.name": host, ...fields },
  }));
}

/** What a daily audit comes to. */
function audit(host: string, minutesAgo: number, trend: string): MadeUpEvent {
  const fields = { "event.kind": "metric", "event.action": "audit", "host.name": host };
  return { dataset: datasets.audit, minutesAgo, fields: { ...fields, "portcullis.audit.trend": trend } };
}

const daysAgo = (days: number): string => new Date(Date.now() - days * day * 60_000).toISOString();

/** A good quarter of an hour of an environment, and the month before: some of everything that is no alert. */
export function normalTraffic(): MadeUpEvent[] {
  return [
    ...requests(600, {}),
    // Errors, slow requests, refusals and limits, each of them fewer than what is an alert.
    ...requests(12, { "http.response.status_code": 502, "event.outcome": "failure" }),
    ...requests(15, { "event.duration": 4_000_000_000 }),
    ...times(20, (index) =>
      requests(5, { "http.response.status_code": 401, "source.ip": `203.0.113.${index + 1}` }),
    ).flat(),
    ...requests(30, { "http.response.status_code": 429, "user.name": "dashboard" }),
    // One of two fails, yet two are too few to tell.
    ...requests(2, { "url.domain": "admin.example.com", "http.response.status_code": 500 }),
    ...times(30, (index) => login(5 + index * day)),
    login(3, { "event.action": "ssh_failed", "event.outcome": "failure", "source.ip": "203.0.113.250" }),
    login(3, { "event.action": "ssh_failed", "event.outcome": "failure", "user.name": "root" }),
    login(2, { "event.action": "sudo", "user.name": "admin" }),
    update(8 * 60, "success"),
    ...hosts.flatMap((host) => [
      ...report(host, { "portcullis.disk.mount": "/", "portcullis.disk.used_ratio": 0.42 }),
      ...report(host, { "portcullis.updates.last_success": daysAgo(0.4) }),
      ...report(host, { "portcullis.queue.bytes": 4096 }),
    ]),
    ...report("api-1", { "portcullis.certificate.name": site, "portcullis.certificate.days_left": 45 }),
    // One that was worse is told of for a day.
    audit("api-1", 1.2 * day, "worse"),
    audit("api-1", 0.2 * day, "same"),
    audit("logs-1", 30, "better"),
    {
      dataset: datasets.system,
      minutesAgo: 4,
      fields: { "event.action": "unit_failed", "host.name": "api-1", message: "a unit failed" },
    },
  ];
}

/** Made-up incidents by the rule that has to tell of it, each beside normal traffic. */
export const incidents: Readonly<Record<string, (normal: MadeUpEvent[]) => MadeUpEvent[]>> = {
  "server-errors": (normal) => [...normal, ...requests(80, { "http.response.status_code": 503 })],
  latency: (normal) => [...normal, ...requests(120, { "event.duration": 2_500_000_000 })],
  "denied-requests": (normal) => [
    ...normal,
    ...requests(40, { "http.response.status_code": 401, "source.ip": "203.0.113.99" }),
    ...requests(15, { "http.response.status_code": 403, "source.ip": "203.0.113.99" }),
  ],
  "limited-consumer": (normal) => [
    ...normal,
    ...requests(90, { "http.response.status_code": 429, "user.name": "dashboard" }),
  ],
  "certificate-expiry": (normal) => [
    ...normal,
    ...report("api-1", {
      "portcullis.certificate.name": "old.example.com",
      "portcullis.certificate.days_left": 6.5,
    }),
  ],
  "root-login": (normal) => [...normal, login(20, { "user.name": "root" })],
  "new-address-login": (normal) => [...normal, login(10, { "source.ip": "203.0.113.66" })],
  "update-failed": (normal) => [...normal, update(30, "failure")],
  "updates-overdue": (normal) => [
    ...normal,
    ...report("logs-1", { "portcullis.updates.last_success": daysAgo(5) }),
  ],
  "host-silent-logs-1": (normal) =>
    normal.filter(
      ({ dataset, minutesAgo, fields }) =>
        !(dataset === datasets.state && fields["host.name"] === "logs-1" && minutesAgo < 15),
    ),
  "disk-full": (normal) => [
    ...normal,
    ...report("logs-1", { "portcullis.disk.mount": "/var", "portcullis.disk.used_ratio": 0.93 }),
  ],
  "shipper-queue": (normal) => [...normal, ...report("api-1", { "portcullis.queue.bytes": 900_000_000 })],
  "refused-events": (normal) => [
    ...normal,
    {
      dataset: datasets.refused,
      minutesAgo: 2,
      fields: { "event.action": "event_refused", "error.message": "mapper_parsing_exception" },
    },
  ],
  "audit-score-fell": (normal) => [...normal, audit("logs-1", 20, "worse")],
};
