import { type Dataset, dataStream, datasets } from "../../../../components/logging/events/datasets";
import { indexOf } from "../../../../components/logging/kibana/objects/dataViews";
import { aggregations, type Panel } from "../../../../components/logging/kibana/objects/panel";
import { panels } from "../../../../components/logging/kibana/objects/panels";
import { openEnvironment, type TestEnvironment } from "../../support";
import { apply, ElasticsearchHosts } from "../elasticsearch/nodes";

// Kibana is not to be had from a package registry: a real Elasticsearch runs what its panels ask for, but for their queries,
// which are in a language of Kibana's own.
let environment: TestEnvironment;
let server: ElasticsearchHosts;
let reader: string;

const now = new Date();
const common = { "@timestamp": now.toISOString(), host: { name: "api-1" } };

/** One event of each kind at least, with every field that a panel looks at. */
const events: readonly (readonly [Dataset, object])[] = [
  ...([200, 301, 404, 503].map((status, index) => [
    datasets.access,
    {
      event: { dataset: datasets.access, duration: (index + 1) * 1_000_000 },
      http: { response: { status_code: status } },
      source: { ip: "192.0.2.1" },
      url: { path: "/orders" },
      user: { name: "dashboard" },
      portcullis: { verdict: "authenticated", upstream: { duration: 900_000 } },
    },
  ]) as [Dataset, object][]),
  [datasets.alerts, { portcullis: { alert: { name: "server-errors" } } }],
  [datasets.refused, { error: { message: "its dataset is unknown" }, event: { original: "{}" } }],
  [
    datasets.intrusion,
    { event: { action: "banned" }, source: { ip: "192.0.2.2" }, portcullis: { jail: "sshd" } },
  ],
  [datasets.auth, { event: { outcome: "failure" }, source: { ip: "192.0.2.3" }, user: { name: "root" } }],
  [datasets.firewall, { source: { ip: "192.0.2.4" }, destination: { port: 23 } }],
  [
    datasets.audit,
    { event: { action: "audit" }, portcullis: { audit: { score: 96, critical: 0, high: 1 } } },
  ],
  [datasets.state, { portcullis: { certificate: { name: "api.example.com", days_left: 41.5 } } }],
  [
    datasets.state,
    { portcullis: { updates: { pending: 3, security_pending: 1, last_success: "2026-01-02T03:04:05Z" } } },
  ],
  [datasets.state, { portcullis: { disk: { mount: "/", used_ratio: 0.41 }, queue: { bytes: 4096 } } }],
];

beforeAll(async () => {
  environment = await openEnvironment("panels");
  server = await ElasticsearchHosts.start(environment, ["logs-1"], { heapMegabytes: 512 });
  await apply(server.first, await server.nodeBundle(server.first));
  await apply(server.first, server.setupBundle());
  reader = await server.key("reader", "panels-reader");
  const writer = await server.key("writer", "panels-writer");
  const alerting = await server.key("alerting", "panels-alerting");
  for (const [dataset, event] of events) {
    // Alerts are written by who raises them.
    const by = dataset === datasets.alerts ? alerting : writer;
    const path = `/${dataStream(dataset, "test")}/_create/${Math.random().toString(36).slice(2)}?refresh=true`;
    expect(await server.ask(by, "PUT", path, { ...common, ...event })).toMatchObject({ status: 201 });
  }
});
afterAll(() => environment?.dispose());

/**
 * The aggregations of Kibana's as Elasticsearch has them: buckets around each other, numbers in the innermost. Kibana works
 * out the interval that it calls auto.
 */
function toDsl(panel: Panel): object {
  const all = aggregations(panel);
  const metrics = Object.fromEntries(
    all
      .filter(({ schema, type }) => schema === "metric" && type !== "count")
      .map(({ id, type, params: { field, percents } }) => [id, { [type]: { field, percents } }]),
  );
  return all
    .filter(({ schema }) => schema !== "metric")
    .reduceRight<object>((inner, { id, type, params }) => {
      const { field, ranges, size, order, orderBy } = params as Record<string, unknown>;
      const by = all.find((one) => one.id === orderBy)?.type === "count" ? "_count" : orderBy;
      const bucket =
        type === "date_histogram"
          ? { date_histogram: { field, fixed_interval: "1h", min_doc_count: 1 } }
          : type === "range"
            ? { range: { field, ranges } }
            : { terms: { field, size, order: { [String(by)]: order } } };
      return { [id]: { ...bucket, aggs: inner } };
    }, metrics);
}

interface Bucket {
  doc_count: number;
  [id: string]: unknown;
}

/** What Elasticsearch says of a bucket itself. */
const ofBucket: readonly string[] = ["key", "key_as_string", "from", "to", "doc_count"];

/** The numbers at the end of the buckets that have events. */
function numbers(result: Record<string, unknown>): unknown[] {
  const [outer] = Object.values(result) as { buckets?: Bucket[] }[];
  if (!outer?.buckets) return [result];
  return outer.buckets
    .filter((bucket) => bucket.doc_count > 0)
    .flatMap((bucket) => {
      const inner = Object.fromEntries(Object.entries(bucket).filter(([name]) => !ofBucket.includes(name)));
      return Object.keys(inner).length === 0 ? [bucket.doc_count] : numbers(inner);
    });
}

test.each(panels.map((panel) => [panel.title, panel] as const))("“%s” finds its events", async (_, panel) => {
  const body = { size: 0, query: { range: { "@timestamp": { gte: "now-24h" } } }, aggs: toDsl(panel) };
  const answer = await server.ask(reader, "POST", `/${indexOf(panel.of, "test")}/_search`, body);
  expect(answer).toMatchObject({ status: 200, body: { timed_out: false, _shards: { failed: 0 } } });
  const { hits, aggregations: found = {} } = answer.body as {
    hits: { total: { value: number } };
    aggregations?: Record<string, unknown>;
  };
  expect(hits.total.value).toBeGreaterThan(0);
  const left = numbers(found);
  expect(left.length).toBeGreaterThan(0);
  // Every number is one.
  const metrics = panel.metrics.filter(({ kind }) => kind !== "count");
  if (metrics.length > 0) expect(JSON.stringify(left)).toMatch(/"values?":(?:\{"[^}]*:)?\d/);
});
