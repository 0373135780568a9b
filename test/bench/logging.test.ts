import { setTimeout as pause } from "node:timers/promises";
import { dataStream, datasets } from "../../components/logging/events/datasets";
import { shipperUnit } from "../../components/logging/shipper/paths";
import { ensureTools } from "../../scripts/testing/tools";
import { LogHost } from "../e2e/logging/logHost";
import { applyEdge, applyShipper, root, siteName } from "../e2e/logging/shippedHost";
import type { LocalHost } from "../e2e/support";
import { beside, loadInTurn, type Measured } from "./load";

const rounds = 3;
const stream = dataStream(datasets.access, "test");

let logs: LogHost;
let host: LocalHost;

beforeAll(async () => {
  const missing = ensureTools();
  if (missing.length > 0) throw new Error(`the load generator is missing: install ${missing.join(", ")}`);
  logs = await LogHost.start("bench-logs");
  host = await logs.environment.startHost({ name: "web", release: "bookworm" });
  await applyEdge(host);
  const { elasticsearch } = logs;
  await applyShipper(logs.environment, host, {
    hosts: [`${elasticsearch.first.address}:9200`],
    identity: await elasticsearch.authority.issue("web"),
    apiKey: await logs.key("writer", "web"),
  });
}, 900_000);
afterAll(() => logs?.dispose());

/** How many requests the edge has logged, and how many of them are stored. */
async function counts(): Promise<{ logged: number; stored: number }> {
  const logged = Number(await root(host, "cat /var/log/nginx/access.log* | wc -l"));
  await logs.ask("POST", `/${stream}*/_refresh`);
  const { count } = (await logs.ask("GET", `/${stream}*/_count`)) as { count: number };
  return { logged, stored: count };
}

/** Waits until all is stored. */
async function drained(): Promise<void> {
  const deadline = performance.now() + 180_000;
  for (let now = await counts(); now.stored < now.logged; now = await counts()) {
    if (performance.now() > deadline) throw new Error(`${now.logged - now.stored} requests are not stored`);
    await pause(100);
  }
}

/** How many a second of what waits are stored, from the first of them on: to start a shipper is no part of its speed. */
async function drainRate(): Promise<number> {
  const { stored: before } = await counts();
  let { stored: first } = await counts();
  for (const deadline = performance.now() + 60_000; first === before; { stored: first } = await counts()) {
    if (performance.now() > deadline) throw new Error("the shipper sends nothing");
    await pause(100);
  }
  const begin = performance.now();
  await drained();
  const { stored: last } = await counts();
  if (last - first < 2000) throw new Error(`only ${last - first} requests were left to count`);
  return (last - first) / ((performance.now() - begin) / 1000);
}

// Short: what an edge answers in a second takes its shipper several to bring away, and all must be stored before the next.
async function load(name: string): Promise<Measured> {
  const target = { name, url: `https://${siteName}`, path: "/orders" };
  const [measured] = await loadInTurn([target], { [siteName]: host.address }, { rounds: 1, seconds: 3 });
  return measured!;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function medians(all: readonly Measured[]): Measured {
  return {
    name: all[0]!.name,
    requestsPerSecond: median(all.map(({ requestsPerSecond }) => requestsPerSecond)),
    p99: median(all.map(({ p99 }) => p99)),
  };
}

/** One event sent over and over by one client that neither reads, parses nor keeps it: what Elasticsearch takes at most. */
async function sentByHand(events: number): Promise<number> {
  const { hits } = (await logs.ask("GET", `/${stream}/_search?size=1`)) as {
    hits: { hits: { _source: object }[] };
  };
  const event = JSON.stringify(hits.hits[0]!._source);
  const index = `${stream.replace("-test", "-by-hand-test")}`;
  const batch = 1600;
  const body = `{"create":{"_index":"${index}"}}\n${event}\n`.repeat(batch);
  const begin = performance.now();
  for (let sent = 0; sent < events; sent += batch) await logs.ask("POST", "/_bulk", body);
  return events / ((performance.now() - begin) / 1000);
}

test("an edge serves nearly as much while its log is shipped, and the log catches up", async () => {
  const off: Measured[] = [];
  const on: Measured[] = [];
  const shipped: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await root(host, `systemctl stop ${shipperUnit}`);
    off.push(await load("edge without shipping"));
    await root(host, `systemctl start ${shipperUnit}`);
    shipped.push(await drainRate());
    on.push(await load("edge with shipping"));
    await drained();
  }
  const result = beside(medians(on), medians(off));
  const byHand = await sentByHand(50_000);
  const chain = median(shipped) / byHand;
  console.log(
    [
      result.line,
      `through the chain: ${chain.toFixed(2)} × the events a second of one client that sends them by hand (${median(shipped).toFixed(0)} / ${byHand.toFixed(0)})`,
    ].join("\n"),
  );
  // Load, edge, shipper and Elasticsearch share the machine's processors here, and hosts do not: bounds for accidents.
  expect(result.throughput).toBeGreaterThan(0.5);
  expect(chain).toBeGreaterThan(0.1);
});
