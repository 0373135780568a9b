import { setTimeout as pause } from "node:timers/promises";
import { parse, stringify } from "yaml";
import { dataStream, datasets } from "../../components/logging/events/datasets";
import { configurationFolder, shipperUnit } from "../../components/logging/shipper/paths";
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

/** How many events a data stream has. */
async function stored(name: string): Promise<number> {
  await logs.ask("POST", `/${name}*/_refresh`);
  const { count } = (await logs.ask("GET", `/${name}*/_count`)) as { count: number };
  return count;
}

/** How many requests the edge has logged. */
async function logged(): Promise<number> {
  return Number(await root(host, "cat /var/log/nginx/access.log* | wc -l"));
}

/** Waits until a data stream has so many events. */
async function drained(name: string, wanted: number): Promise<void> {
  const deadline = performance.now() + 180_000;
  for (let now = await stored(name); now < wanted; now = await stored(name)) {
    if (performance.now() > deadline)
      throw new Error(`${wanted - now} of ${wanted} events are not in ${name}`);
    await pause(100);
  }
}

/** How many events a second come into a data stream, from the first on: to start a shipper is no part of its speed. */
async function drainRate(name: string, wanted: number, before: number): Promise<number> {
  let first = await stored(name);
  for (const deadline = performance.now() + 60_000; first === before; first = await stored(name)) {
    if (performance.now() > deadline) throw new Error(`nothing comes into ${name}`);
    await pause(100);
  }
  const begin = performance.now();
  await drained(name, wanted);
  if (wanted - first < 2000) throw new Error(`only ${wanted - first} events were left to count`);
  return (wanted - first) / ((performance.now() - begin) / 1000);
}

/**
 * The same Filebeat with the same queue on disk and the same limits, which sends a log's lines as they are: it reads, keeps
 * and sends each once, and neither takes it apart nor searches it for secrets.
 */
async function plainFilebeat(lines: number): Promise<number> {
  const name = stream.replace("-test", "-plain-test");
  const installed = parse(await root(host, `cat ${configurationFolder}/filebeat.yml`)) as Record<
    string,
    object
  >;
  const { administrator } = logs.elasticsearch;
  const fingerprint = { fields: ["log.offset", "message"], target_field: "@metadata._id", method: "sha256" };
  const configuration = {
    ...installed,
    "filebeat.inputs": [
      {
        type: "filestream",
        id: "plain",
        paths: ["/var/lib/plain/access.log"],
        processors: [{ fingerprint }, { include_fields: { fields: ["message"] } }],
      },
    ],
    processors: [],
    "http.enabled": false,
    // The shipper's own key may write into no stream but its own.
    "output.elasticsearch": {
      ...installed["output.elasticsearch"],
      api_key: undefined,
      index: name,
      headers: { Authorization: administrator },
    },
  };
  const text = Buffer.from(stringify(configuration)).toString("base64");
  const unit = await root(host, `cat /etc/systemd/system/${shipperUnit}`);
  const limits = [...unit.matchAll(/^(?:CPU|IO|Memory|Nice|Environment)\w*=.*$/gm)].map(
    ([line]) => `-p ${line}`,
  );
  const [, program] = /^ExecStart=(\S+)/m.exec(unit)!;
  await root(
    host,
    [
      "mkdir -p /var/lib/plain && cd /var/lib/plain",
      `cat /var/log/nginx/access.log* | head -n ${lines} >access.log`,
      `echo ${text} | base64 -d >filebeat.yml && chmod 0600 filebeat.yml`,
      [
        `systemd-run --quiet --unit=plain ${limits.join(" ")} -E CREDENTIALS_DIRECTORY=${configurationFolder}`,
        `${program} --path.home /var/lib/plain --path.data /var/lib/plain/data -c /var/lib/plain/filebeat.yml`,
      ].join(" "),
    ].join("\n"),
  );
  const rate = await drainRate(name, lines, 0);
  await root(host, "systemctl stop plain");
  return rate;
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
    const before = await stored(stream);
    off.push(await load("edge without shipping"));
    await root(host, `systemctl start ${shipperUnit}`);
    shipped.push(await drainRate(stream, await logged(), before));
    on.push(await load("edge with shipping"));
    await drained(stream, await logged());
  }
  await root(host, `systemctl stop ${shipperUnit}`);
  const result = beside(medians(on), medians(off));
  const [plain, byHand] = [await plainFilebeat(50_000), await sentByHand(50_000)];
  const chain = median(shipped);
  const chainBeside = (peer: string, rate: number): string =>
    `through the chain: ${(chain / rate).toFixed(2)} × the events a second of ${peer} (${chain.toFixed(0)} / ${rate.toFixed(0)})`;
  console.log(
    [
      result.line,
      chainBeside("a Filebeat that sends the lines as they are", plain),
      chainBeside("a client that sends one event over and over, and neither reads nor keeps any", byHand),
    ].join("\n"),
  );
  // Load, edge, shipper and Elasticsearch share the machine's processors here, and hosts do not: bounds for accidents.
  expect(result.throughput).toBeGreaterThan(0.5);
  expect(chain / plain).toBeGreaterThan(0.5);
  // Not reached yet: Filebeat's own queue on disk, which the client has none of, takes most of the time.
  expect(chain / byHand).toBeGreaterThan(0.1);
});
