import {
  dataStream,
  dataStreamPattern,
  type Dataset,
  datasets,
} from "../../components/logging/events/datasets";
import type { Period, Span } from "./period";
import type { Search } from "./server";

type Aggregations = Readonly<Record<string, object>>;

const within = ({ from, to }: Span): object => ({
  range: { "@timestamp": { gte: from.toISOString(), lt: to.toISOString() } },
});

/** Hours as the period has them, which begin at its minute; those of the period before begin at the same. */
const hourly = ({ from }: Span): object => ({
  field: "@timestamp",
  fixed_interval: "1h",
  offset: `${from.getUTCMinutes()}m`,
});

const is = (field: string, value: string | number): object => ({ term: { [field]: value } });

/** Counts what a filter matches, in both periods. */
type Both = (aggs?: Aggregations) => Aggregations;

const status = "http.response.status_code";

/** What is counted of requests, by the name that it has in the answer. */
const kinds = {
  failed: { range: { [status]: { gte: 500 } } },
  denied: { terms: { [status]: [401, 403] } },
  limited: is(status, 429),
} as const;

const counted = Object.fromEntries(Object.entries(kinds).map(([name, filter]) => [name, { filter }]));

function access(both: Both, { now }: Period): Aggregations {
  const slow = { slow: { percentiles: { field: "event.duration", percents: [95] } } };
  return {
    ...both({ ...counted, verdicts: { terms: { field: "portcullis.verdict", size: 20 } } }),
    hours: {
      date_histogram: hourly(now),
      aggs: { ...counted, ...slow },
    },
    sites: { terms: { field: "url.domain", size: 50 }, aggs: both({ failed: counted.failed!, ...slow }) },
    consumers: { terms: { field: "user.name", size: 500 }, aggs: both({ limited: counted.limited! }) },
    sources: {
      terms: { field: "source.ip", size: 1000, order: { now: "desc" } },
      aggs: both({ denied: counted.denied! }),
    },
    failures: {
      filter: { bool: { filter: [within(now), kinds.failed] } },
      aggs: { paths: { terms: { field: "url.path", size: 10 } } },
    },
  };
}

function auth(both: Both, { now }: Period): Aggregations {
  const succeeded = [is("event.action", "ssh_login"), is("event.outcome", "success")];
  const failed = is("event.action", "ssh_failed");
  return {
    failed: { filter: failed, aggs: both() },
    failedNow: {
      filter: { bool: { filter: [failed, within(now)] } },
      aggs: {
        sources: { terms: { field: "source.ip", size: 10 } },
        users: { terms: { field: "user.name", size: 10 } },
      },
    },
    failedHours: {
      filter: failed,
      aggs: { hours: { date_histogram: hourly(now) } },
    },
    succeeded: {
      filter: { bool: { filter: succeeded } },
      aggs: {
        sources: {
          terms: { field: "source.ip", size: 1000 },
          aggs: both({ users: { terms: { field: "user.name", size: 10 } } }),
        },
      },
    },
    sudo: { filter: is("event.action", "sudo"), aggs: both() },
  };
}

/** What hosts last said of themselves. */
function latest(field: string, groups: readonly string[]): object {
  const newest = { size: 1, sort: [{ "@timestamp": "desc" }], _source: ["@timestamp", "portcullis.*"] };
  const grouped = [...groups]
    .reverse()
    .reduce<object>((aggs, group) => ({ groups: { terms: { field: group, size: 200 }, aggs } }), {
      newest: { top_hits: newest },
    });
  return { filter: { exists: { field } }, aggs: grouped };
}

const state: Aggregations = {
  seen: { terms: { field: "host.name", size: 200 }, aggs: { last: { max: { field: "@timestamp" } } } },
  certificates: latest("portcullis.certificate.days_left", ["portcullis.certificate.name"]),
  disks: latest("portcullis.disk.used_ratio", ["host.name", "portcullis.disk.mount"]),
  updates: latest("portcullis.updates.last_success", ["host.name"]),
};

/** Names of the searches of a review. */
export type QueryName =
  "datasets" | "access" | "auth" | "state" | "updates" | "intrusion" | "firewall" | "alerts" | "system";

/**
 * The searches of a review. Each is small: Elasticsearch counts, and no event but the newest report of a host is read.
 *
 * @param period - the period
 * @param namespace - the environment's namespace
 */
export function reviewQueries(period: Period, namespace: string): Record<QueryName, Search> {
  const { now, before } = period;
  const both: Both = (aggs = {}) => ({
    now: { filter: within(now), aggs },
    before: { filter: within(before), aggs },
  });
  const search = (index: string, aggs: Aggregations): Search => ({
    index,
    body: {
      size: 0,
      query: { bool: { should: [within(now), within(before)], minimum_should_match: 1 } },
      aggs,
    },
  });
  const of = (dataset: Dataset, aggs: Aggregations): Search => search(dataStream(dataset, namespace), aggs);
  const groups = (field: string, size = 20): Aggregations => ({
    groups: { terms: { field, size }, aggs: both() },
  });
  return {
    datasets: search(dataStreamPattern(namespace), groups("event.dataset", 50)),
    access: of(datasets.access, access(both, period)),
    auth: of(datasets.auth, auth(both, period)),
    state: of(datasets.state, state),
    updates: of(datasets.updates, groups("event.outcome")),
    intrusion: of(datasets.intrusion, {
      banned: { filter: is("event.action", "banned"), aggs: { ...both(), ...groups("portcullis.jail") } },
    }),
    firewall: of(datasets.firewall, groups("destination.port", 10)),
    alerts: of(datasets.alerts, {
      groups: {
        terms: { field: "rule.id", size: 50 },
        aggs: {
          ...both({ worst: { max: { field: "event.severity" } } }),
          newest: {
            top_hits: {
              size: 1,
              sort: [{ "@timestamp": "desc" }],
              _source: ["@timestamp", "message", "rule.name", "portcullis.alert.severity"],
            },
          },
        },
      },
    }),
    system: of(datasets.system, groups("event.action")),
  };
}
