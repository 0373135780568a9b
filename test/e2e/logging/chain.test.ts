import { shipperUnit } from "../../../components/logging/shipper/paths";
import { mustRun } from "../../../local/hosts";
import { type LocalClient, type LocalHost, openEnvironment, type TestEnvironment, until } from "../support";
import { apply, ElasticsearchHosts } from "./elasticsearch/nodes";
import { ensureLoadGenerator, requestMany } from "./load";
import { applyEdge, applyShipper, root, siteName } from "./shippedHost";
import { allStored, countStored, type StoredEvent } from "./storedEvents";

const REQUESTS = 100_000;
const load = { term: { "url.path": "/load" } };
const access = "logs-portcullis.access-test";

let test0: TestEnvironment;
let server: ElasticsearchHosts;
let host: LocalHost;
let client: LocalClient;

/** Cuts Elasticsearch's host off, as a broken cable does: packets vanish. */
async function cutOff(cut: boolean): Promise<void> {
  const rules = cut
    ? "table inet cut { chain input { type filter hook input priority -300; tcp dport 9200 drop; }; }"
    : "delete table inet cut";
  await mustRun(["nsenter", `--net=/run/netns/${server.first.netns}`, "--", "nft", "-f", "-"], {
    input: `${rules}\n`,
  });
}

const kill = () => root(host, `systemctl kill --signal=KILL ${shipperUnit}`);

/** Ids of the requests that the edge has logged. */
async function logged(): Promise<string[]> {
  const text = await root(host, "cat /var/log/nginx/access.log");
  return text.split("\n").flatMap((line) => {
    const id = line.includes('"url.path":"/load"') && /"http\.request\.id":"([0-9a-f]+)"/.exec(line);
    return id ? [id[1]!] : [];
  });
}

/** A key that may write, as Filebeat takes it. */
async function writerKey(): Promise<string> {
  const header = await server.key("writer", "h1");
  return Buffer.from(header.slice("ApiKey ".length), "base64").toString();
}

const seconds = (count: number) => new Promise((done) => setTimeout(done, count * 1000));

beforeAll(async () => {
  await ensureLoadGenerator();
  test0 = await openEnvironment("chain");
  client = await test0.environment.startClient("client");
  server = await ElasticsearchHosts.start(test0, ["logs-1"], {
    heapMegabytes: 1024,
    snapshots: { repository: { folder: "/srv/snapshots" } },
  });
  await apply(server.first, await server.nodeBundle(server.first));
  await apply(server.first, server.setupBundle());
  host = await test0.startHost({ name: "h1" });
  await applyEdge(host);
  // A disk of the shipper's own that is soon full: long before its queue is.
  await root(
    host,
    "install -d -m 0700 /var/lib/private && mkdir -p /var/lib/private/portcullis-filebeat && mount -t tmpfs -o size=24m tmpfs /var/lib/private/portcullis-filebeat",
  );
  const destination = {
    hosts: [`${server.first.address}:9200`],
    identity: await server.authority.issue("h1"),
    apiKey: await writerKey(),
  };
  await applyShipper(test0, host, destination, { queueMegabytes: 100 });
});
afterAll(() => test0?.dispose());

test(`${REQUESTS} requests are stored, each once: Elasticsearch away for a minute, shipper killed, its disk full`, async () => {
  const sent = requestMany(client, {
    name: siteName,
    address: host.address,
    path: "/load",
    requests: REQUESTS,
    perSecond: 1500,
  });
  await until(async () => (await countStored(server, access, load)) > 2000, {
    limitSeconds: 180,
    what: "the first events",
    everyMilliseconds: 500,
  });
  await cutOff(true);
  const restored = seconds(60);
  await kill();
  const used = () =>
    root(host, "df --output=pcent /var/lib/private/portcullis-filebeat | tail -n 1 | tr -dc 0-9").then(
      Number,
    );
  await until(async () => (await used()) > 98, {
    limitSeconds: 120,
    what: "the disk to be full",
    everyMilliseconds: 500,
  });
  // What tells of it, to be sent as soon as anything can be: an alert is made of it.
  await root(host, "systemctl start portcullis-host-state.service");
  await kill();
  await restored;
  await cutOff(false);
  await sent;
  const wanted = await logged();
  expect(new Set(wanted).size).toBe(REQUESTS);
  await until(async () => (await countStored(server, access, load)) >= REQUESTS, {
    limitSeconds: 420,
    what: "all events",
    everyMilliseconds: 2000,
  });
  const stored = (await allStored(server, access, load, ["http.request.id"])).map(
    ({ http }) => (http as { request: { id: string } }).request.id,
  );
  expect(stored.length).toBe(REQUESTS);
  expect(stored.sort()).toEqual(wanted.sort());
});

test("a full queue is told", async () => {
  const query = { range: { "portcullis.queue.used_ratio": { gt: 0.9 } } };
  await until(async () => (await countStored(server, "logs-portcullis.state-test", query)) > 0, {
    limitSeconds: 120,
    what: "the state of the queue",
  });
});

test("an event that Elasticsearch refuses is kept as text, and holds up nothing", async () => {
  const event = {
    "@timestamp": new Date().toISOString(),
    event: { dataset: "portcullis.state" },
    portcullis: "no object",
  };
  const next = { ...event, portcullis: { disk: { mount: "/after", used_ratio: 0.5 } } };
  const lines = [event, next].map((one) => JSON.stringify(one)).join("\n");
  await root(host, `printf '%s\\n' '${lines}' >>/var/log/portcullis/state.ndjson`);
  const after = { term: { "portcullis.disk.mount": "/after" } };
  await until(async () => (await countStored(server, "logs-portcullis.state-test", after)) === 1, {
    limitSeconds: 120,
    what: "the event behind it",
  });
  const refused = await until(
    async () => {
      const all = await allStored(server, "logs-portcullis.refused-test", { match_all: {} });
      return all.find((one: StoredEvent) => JSON.stringify(one).includes("no object"));
    },
    { limitSeconds: 120, what: "the refused event" },
  );
  expect(JSON.stringify(refused)).toMatch(/mapper_parsing_exception|document_parsing_exception/);
});
