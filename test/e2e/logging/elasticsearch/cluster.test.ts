import { dataStream, datasets } from "../../../../components/logging/events/datasets";
import { elasticsearchUnit } from "../../../../components/logging/elasticsearch/paths";
import { type LocalHost, openEnvironment, type TestEnvironment, until } from "../../support";
import { makeTestAuthority } from "../testAuthority";
import { liftFileLimit } from "./fileLimit";
import { apply, ElasticsearchHosts, root } from "./nodes";

let environment: TestEnvironment;
let server: ElasticsearchHosts;

interface Health {
  status: "green" | "yellow" | "red";
  number_of_nodes: number;
}

const stream = dataStream(datasets.access, "test");
const healthAt = async (host: LocalHost): Promise<Partial<Health>> =>
  (
    await server
      .ask(server.administrator, "GET", "/_cluster/health", undefined, host)
      .catch(() => ({ body: {} }))
  ).body as Partial<Health>;

async function healthy(host: LocalHost, wanted: Partial<Health>): Promise<void> {
  await until(
    async () => {
      const health = await healthAt(host);
      return Object.entries(wanted).every(([name, value]) => health[name as keyof Health] === value);
    },
    { limitSeconds: 180, what: `the cluster to be ${JSON.stringify(wanted)}` },
  );
}

beforeAll(async () => {
  environment = await openEnvironment("cluster");
  server = await ElasticsearchHosts.start(environment, ["logs-1", "logs-2", "logs-3"], {
    heapMegabytes: 384,
  });
  await liftFileLimit(server.hosts);
});
afterAll(() => environment?.dispose());

test("two of three nodes form a cluster; one of another authority is kept out", async () => {
  const other = await makeTestAuthority();
  const [first, second, third] = server.hosts as [LocalHost, LocalHost, LocalHost];
  await Promise.all([
    apply(first, await server.nodeBundle(first)),
    apply(second, await server.nodeBundle(second)),
    apply(third, await server.nodeBundle(third, other)),
  ]);
  await healthy(first, { number_of_nodes: 2 });
  const log = await root(third, `journalctl --unit ${elasticsearchUnit} --output cat`);
  expect(log).toMatch(/master not discovered|SSLHandshakeException|certificate/);
  // Nobody is told anything by a node that belongs to no cluster.
  expect((await healthAt(first)).number_of_nodes).toBe(2);
});

test("with a certificate of the cluster's own authority it joins, without a restart", async () => {
  const third = server.hosts[2]!;
  const started = (): Promise<string> =>
    root(third, `systemctl show --value --property=ExecMainStartTimestamp ${elasticsearchUnit}`);
  const before = await started();
  await apply(third, await server.nodeBundle(third));
  await healthy(server.first, { number_of_nodes: 3 });
  expect(await started()).toBe(before);
  await apply(server.first, server.setupBundle());
  await healthy(server.first, { status: "green", number_of_nodes: 3 });
});

test("one node lost, even the elected one, writes and reads go on; back, all is whole again", async () => {
  const writer = await server.key("writer", "w");
  const reader = await server.key("reader", "r");
  const event = { "@timestamp": "2026-01-01T00:00:00Z" };
  const write = async (id: number, host: LocalHost): Promise<number> =>
    (await server.ask(writer, "PUT", `/${stream}/_create/${id}`, event, host)).status;
  const counted = async (host: LocalHost): Promise<number> => {
    await server.ask(server.administrator, "POST", `/${stream}/_refresh`, undefined, host);
    return ((await server.ask(reader, "GET", `/${stream}/_count`, undefined, host)).body as { count: number })
      .count;
  };
  for (let id = 0; id < 30; id++) expect(await write(id, server.hosts[id % 3]!)).toBe(201);
  await healthy(server.first, { status: "green" });
  const elected = await server.ask(server.administrator, "GET", "/_cat/master?h=node");
  const lost = server.hosts.find(({ name }) => name === String(elected.body).trim())!;
  const left = server.hosts.filter((host) => host !== lost) as [LocalHost, LocalHost];

  await environment.environment.cutPower(lost.name);
  await healthy(left[0], { number_of_nodes: 2 });
  for (let id = 30; id < 60; id++) {
    await until(async () => [201, 409].includes(await write(id, left[id % 2]!).catch(() => 0)), {
      limitSeconds: 90,
      what: `event ${id} to be taken`,
    });
  }
  expect(await counted(left[1])).toBe(60);

  await environment.startHost({ name: lost.name });
  // Asked itself: it opens its port a little after it has joined.
  await healthy(lost, { status: "green", number_of_nodes: 3 });
  expect(await counted(lost)).toBe(60);
});
