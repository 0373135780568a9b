import { randomBytes } from "node:crypto";
import path from "node:path";
import { renderDemoApi } from "../../../components/demo/render";
import type { GatewayPlan } from "../../../components/gateway/plan";
import { paths } from "../../../components/gateway/tyk/paths";
import { renderTyk } from "../../../components/gateway/tyk/render";
import type { Bundle } from "../../../components/host/bundle";
import { platforms } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";
import type { ResolvedGatewayTyk } from "../../../components/model/types";
import { serveExecutable } from "../../../local/serveExecutable";
import { ensureTyk } from "../../../local/tyk";
import { send } from "../bundle/direct";
import { hostExec, type LocalHost, openEnvironment, type TestEnvironment, until } from "../support";
import { type Answer, Caller } from "./caller";
import { attacks, es, good1 } from "./attacks";
import {
  askerOf,
  bodyCells,
  type Cell,
  jsonType,
  longestBody,
  roleCells,
  statusesAtLimit,
  unknownCalls,
} from "./matrix";
import { from } from "./tokens";
import { apiKeys, control, echo, good, hmacSecret, orders, plan, redisPassword, secrets } from "./tykPlan";

const port = 8000;
let environment: TestEnvironment;
let host: LocalHost;
let caller: Caller;
let settings: ResolvedGatewayTyk;

const ask = askerOf(() => caller, port);
async function root(command: string): Promise<string> {
  const { code, stdout, stderr } = await hostExec(host, ["sh", "-c", command]);
  if (code !== 0) throw new Error(`${command}: ${stderr}${stdout}`);
  return stdout;
}
async function apply(bundle: Bundle): Promise<string> {
  const { code, stdout, stderr } = await send(host, "apply", bundle);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}
const bundle = (of: GatewayPlan = plan, keys = secrets): Bundle =>
  renderTyk(of, keys, control, settings, platforms["debian-12"]);

/** Runs Python lines on the host with a connection to the gateway's Redis, `redis`; no password leaves the host's file. */
async function redis(lines: string): Promise<string> {
  const program = [
    "import json, sys",
    `sys.path.insert(0, "${path.dirname(paths.control)}")`,
    "import control",
    `redis = control.Redis(json.load(open("${paths.configuration}"))["storage"])`,
    lines,
  ].join("\n");
  const encoded = Buffer.from(program).toString("base64");
  return (await root(`echo ${encoded} | base64 -d | python3 -B -I -`)).trim();
}

beforeAll(async () => {
  const build = await ensureTyk();
  environment = await openEnvironment("tyk");
  host = await environment.startHost({ name: "gateway", release: "bookworm" });
  const download = await serveExecutable(build, (await environment.environment.bringUp()).gateway);
  try {
    settings = { binary: { url: download.url, sha256: "0".repeat(64) } };
    const refused = await send(host, "apply", bundle());
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toMatch(/did NOT match/);
    settings = { binary: { url: download.url, sha256: download.sha256 } };
    await apply(renderDemoApi(resolve("demoApi", {})));
    await apply(bundle());
  } finally {
    await download.close();
  }
  caller = new Caller(host);
});
afterAll(async () => {
  await caller?.close();
  await environment?.dispose();
});

test("lets good tokens of every algorithm and good keys in", async () => {
  for (const make of Object.values(good)) {
    expect(await ask("GET", "/orders", { token: make() })).toMatchObject({ status: 200 });
  }
  expect(await ask("GET", "/healthz", { apiKey: apiKeys.reader })).toMatchObject({ status: 200 });
});

test("answers what has no credential by 401 with a challenge, as problem details", async () => {
  const answer = await ask("GET", "/orders");
  expect(answer).toMatchObject({
    status: 401,
    headers: { "www-authenticate": "Bearer", "content-type": "application/problem+json" },
  });
  expect(JSON.parse(answer.body)).toEqual({ type: "about:blank", title: "Unauthorized", status: 401 });
  expect(await ask("GET", "/healthz")).toMatchObject({
    status: 401,
    headers: { "www-authenticate": "ApiKey" },
  });
  expect(await ask("GET", "/healthz", { apiKey: "0".repeat(64) })).toMatchObject({ status: 401 });
});

test.each(Object.entries(attacks))("refuses a token: %s", async (name, [status, make]) => {
  const query = name === "token in the query" ? `?access_token=${es(good1)}&jwt=${es(good1)}` : "";
  expect(await ask("GET", `/orders${query}`, make())).toMatchObject({ status });
});

// Tyk compares neither: the edge has to, as it has to refuse a second Authorization header that is a token too.
test.each([
  ["a lifetime that is too long", () => es({ ...good1, exp: from(10 * 365 * 86400) })],
  ["64 KB", () => es({ ...good1, pad: "x".repeat(64 * 1024) })],
])("leaves to the edge: %s", async (_, make) => {
  expect(await ask("GET", "/orders", { token: make() })).toMatchObject({ status: 200 });
});

test("does not take the id of a token's key for an API key", async () => {
  expect(await ask("GET", "/healthz", { apiKey: "batch-1" })).toMatchObject({ status: 403 });
  expect(await ask("GET", "/healthz", { apiKey: "legacy-1" })).toMatchObject({ status: 403 });
});

test("tells the upstream who calls, and nothing that the client says of it or proves it by", async () => {
  const program = Buffer.from(echo).toString("base64");
  await root(`systemd-run --quiet --unit=echo python3 -c "$(printf %s '${program}' | base64 -d)"`);
  await until(async () => (await ask("GET", "/echo", { token: good.batch() })).status === 200, {
    limitSeconds: 10,
    what: "the upstream to answer",
  });
  const claimed = [
    "X-Consumer-Username",
    "admin",
    "X-Consumer-Groups",
    "admin",
    "X-Portcullis-Issuer",
    "x",
    "X-Removed",
    "x",
  ];
  const byToken = await ask("GET", "/echo?a=1&a=2", { token: good.batch(), headers: claimed });
  expect(byToken.body).toMatch(/^\/echo\?a=1&a=2\n/);
  expect(byToken.body).toMatch(/^x-consumer-username: batch$/im);
  expect(byToken.body).toMatch(/^x-added: yes$/im);
  expect(byToken.body).not.toMatch(/admin|portcullis|x-removed|authorization/i);
  const byKey = await ask("GET", "/echo/key", { apiKey: apiKeys.reader, headers: claimed });
  expect(byKey.body).toMatch(/^x-consumer-username: reader$/im);
  expect(byKey.body).not.toContain(apiKeys.reader);
});

test("answers by 403 what goes beyond a quota", async () => {
  const statuses = [];
  for (let i = 0; i < 5; i++)
    statuses.push((await ask("GET", "/echo/quota", { token: good.batch() })).status);
  expect(statuses).toEqual([200, 200, 200, 403, 403]);
});

test("knows client addresses by what the edge says", async () => {
  const token = good.batch();
  const ip = (address: string): Promise<Answer> =>
    ask("GET", "/echo/local", { token, headers: ["X-Real-IP", address] });
  expect(await ip("198.51.100.1")).toMatchObject({ status: 403 });
  expect(await ip("192.0.2.7")).toMatchObject({ status: 200 });
});

async function expectCells(cells: readonly Cell[]): Promise<void> {
  for (const { what, method, path, asked, status } of cells) {
    expect({ what, status: (await ask(method, path, asked)).status }).toEqual({ what, status });
  }
}

test("knows roles: every one at every operation", () => expectCells(roleCells()));

test("judges a role before it looks into a body", async () => {
  const bad = { headers: jsonType, body: JSON.stringify({ item: 1 }) };
  expect(await ask("POST", "/orders", { token: good.batch(), ...bad })).toMatchObject({
    status: 403,
    headers: { "www-authenticate": 'Bearer error="insufficient_scope"' },
  });
});

test("answers unknown paths by 404 and unknown methods by 405, without telling the software", async () => {
  const calls: ReturnType<typeof unknownCalls> = [
    ...unknownCalls(),
    ["GET", "/tyk/keys/", { headers: ["x-tyk-authorization", control] }],
  ];
  for (const [method, path, asked] of calls) {
    const answer = await ask(method, path, asked);
    expect(answer).toMatchObject({ status: 404, headers: { "content-type": "application/problem+json" } });
    expect(JSON.stringify(answer)).not.toMatch(/tyk/i);
  }
  const wrong = await ask("PUT", "/orders", { token: good.legacy() });
  expect(wrong).toMatchObject({ status: 405, headers: { allow: "GET, POST" } });
  expect(await ask("TRACE", "/orders")).toMatchObject({ status: 405 });
});

test("does not let a client's query change the method or the limits", async () => {
  const answer = await ask("GET", "/orders?method=POST&check_limits=false&limit=1", { token: good.batch() });
  expect(answer.status).toBe(400);
  expect(answer.body).toContain("only limit and after");
});

test("judges bodies: size, type, JSON, schema", async () => {
  await expectCells(bodyCells());
  const { status } = await ask("POST", "/orders", longestBody());
  expect([0, 413]).not.toContain(status);
});

test.each([1, 20])("lets exactly as many calls through as the limit says, %i at a time", async (parallel) => {
  const consumer = parallel === 1 ? good.batch : good.partner;
  const statuses = await statusesAtLimit(ask, consumer, parallel);
  expect(statuses.filter((status) => status === 200)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(35);
});

test("remembers no more calls than decide, and refuses on as before", async () => {
  const counts = async (): Promise<string[]> =>
    (await redis('print("\\n".join(redis.call("KEYS", "rate-limit-*")))')).split("\n");
  const before = await counts();
  const call = async (): Promise<number> =>
    (await ask("GET", "/openapi.json", { token: good.legacy() })).status;
  expect(await call()).toBe(200);
  const [name, ...others] = (await counts()).filter((count) => !before.includes(count));
  expect(others).toEqual([]);
  expect(await redis(`print(redis.call("ZCARD", "${name}"))`)).toBe("1");
  await root("systemctl stop portcullis-tyk-counts");
  try {
    // Half an hour's calls: the limit is for an hour.
    await redis(
      [
        "import time",
        "start = time.time_ns() - 1800 * 10**9",
        "calls = [str(start + i * 1000) for i in range(50000)]",
        `redis.call_all([("ZADD", "${name}", call, call) for call in calls])`,
      ].join("\n"),
    );
    expect(await call()).toBe(429);
    expect(await redis(`print(redis.call("ZCARD", "${name}"))`)).toBe("50002");
  } finally {
    await root("systemctl start portcullis-tyk-counts");
  }
  const left = async (): Promise<number> => Number(await redis(`print(redis.call("ZCARD", "${name}"))`));
  await until(async () => (await left()) <= 10_000, { limitSeconds: 60, what: "the calls to be cut down" });
  expect(await call()).toBe(429);
  // What is left are the newest: the first call, the refused ones, and the end of the half an hour's.
  const oldest = `redis.call("ZRANGE", "${name}", "0", "0")[0]`;
  const age = `print(int(redis.call("ZRANGE", "${name}", "9000", "9000")[0]) - int(${oldest}))`;
  expect(await redis(age)).toBe("9000000");
});

test("counts on while Redis is full, and forgets no credential for it", async () => {
  const ttls = 'print({redis.call("TTL", name) for name in redis.call("KEYS", "apikey-*")})';
  expect(await redis(ttls)).toBe("{'-1'}");
  try {
    // More than it may hold, of what ends sooner than an hour's counts.
    await redis('for i in range(300): redis.call("SET", f"filler-{i}", "x" * 2**20, "EX", "1800")');
    await redis('redis.call("DEL", *redis.call("KEYS", "rate-limit-hmac-*"))');
    const statuses = await statusesAtLimit(ask, good.legacy, 1);
    expect(statuses.filter((status) => status === 200)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(35);
    const evicted = 'print([line for line in redis.call("INFO", "stats").split() if "evicted_keys" in line])';
    expect(await redis(evicted)).toMatch(/evicted_keys:[1-9]/);
    expect(await redis(ttls)).toBe("{'-1'}");
  } finally {
    await redis('redis.call("DEL", *[f"filler-{i}" for i in range(300)])');
  }
});

test("withdraws a key and takes another without refusing the others, and keeps counting", async () => {
  const key = randomBytes(32).toString("hex");
  let refused = 0;
  let done = false;
  const traffic = (async () => {
    while (!done) if ((await ask("GET", "/orders", { token: good.legacy() })).status !== 200) refused++;
  })();
  try {
    const rotated = { ...secrets.consumers, reader: { jwt: [], apiKeys: [{ id: "reader-2", key }] } };
    await apply(bundle(plan, { ...secrets, consumers: rotated }));
    expect(await ask("GET", "/healthz", { apiKey: key })).toMatchObject({ status: 200 });
    expect(await ask("GET", "/healthz", { apiKey: apiKeys.reader })).toMatchObject({ status: 401 });
    await apply(bundle({ ...plan, tokens: { ...plan.tokens, audience: "portcullis" } }));
    expect(await ask("GET", "/healthz", { apiKey: apiKeys.reader })).toMatchObject({ status: 200 });
  } finally {
    done = true;
    await traffic;
  }
  expect(refused).toBe(0);
  expect(await ask("GET", "/openapi.json", { token: good.batch() })).toMatchObject({ status: 429 });
});

test("reloads its definitions under load without a failed call", async () => {
  const statuses = new Set<number>();
  let calls = 0;
  let done = false;
  const traffic = Promise.all(
    Array.from({ length: 4 }, async () => {
      while (!done) {
        statuses.add(
          (await ask("GET", "/orders/00000000-0000-4000-8000-000000000000", { token: good.legacy() })).status,
        );
        calls++;
      }
    }),
  );
  try {
    const [first, ...others] = orders.apis[0]!.routes;
    const changed = { ...first!, responseHeaders: { set: { "x-version": "2" }, remove: [] } };
    const relaxed = { rate: { second: 9_000 }, by: "consumer" as const };
    await apply(bundle({ ...plan, apis: [{ ...orders.apis[0]!, limits: relaxed }] }));
    await apply(
      bundle({ ...plan, apis: [{ ...orders.apis[0]!, limits: relaxed, routes: [changed, ...others] }] }),
    );
    expect(await ask("GET", "/orders", { token: good.partner() })).toMatchObject({
      status: 200,
      headers: { "x-version": "2" },
    });
  } finally {
    done = true;
    await traffic;
  }
  expect(calls).toBeGreaterThan(20);
  expect([...statuses]).toEqual([404]);
});

test("refuses everything while Redis is gone, and finds the credentials again once it is back", async () => {
  await root("systemctl stop redis-server");
  expect([401, 403, 500]).toContain((await ask("GET", "/orders", { token: good.legacy() })).status);
  await root("rm -f /var/lib/redis/dump.rdb; systemctl start redis-server");
  await until(async () => (await ask("GET", "/orders", { token: good.legacy() })).status === 200, {
    limitSeconds: 30,
    what: "the gateway to let callers in again",
  });
});

test("runs confined, and keeps its secrets to itself", async () => {
  const exposure = async (unit: string): Promise<number> =>
    Number(/: ([\d.]+) /.exec(await root(`systemd-analyze security --no-pager ${unit} | grep Overall`))![1]);
  expect(await exposure("portcullis-tyk.service")).toBeLessThanOrEqual(3);
  expect(await exposure("portcullis-tyk-counts.service")).toBeLessThanOrEqual(3);
  expect(await exposure("redis-server.service")).toBeLessThanOrEqual(3);
  const listeners = await root("ss -Hltn | awk '{ print $4 }'");
  for (const address of listeners
    .trim()
    .split("\n")
    .filter((line) => !line.endsWith(":22")))
    expect(address).toMatch(/^(127\.0\.0\.\d+|\[::1\])(%lo)?:/);
  const journal = await root(
    "journalctl --no-pager -u portcullis-tyk -u portcullis-tyk-credentials -u portcullis-tyk-counts -u redis-server",
  );
  const processes = await root("cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n'");
  const readable = await root("find /etc/portcullis -type f -perm /044 -exec cat {} +");
  for (const secret of [hmacSecret, redisPassword, control, apiKeys.reader, apiKeys.writer]) {
    for (const text of [journal, processes, readable]) expect(text).not.toContain(secret);
  }
  // Of an API key the host knows no more than its hash.
  expect(await root(`grep -rl ${apiKeys.writer} /etc/portcullis || :`)).toBe("");
});
