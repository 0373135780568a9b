import { renderDemoApi } from "../../../components/demo/render";
import { gatewayParts, renderParts } from "../../../components/gateway/parts";
import type { GatewayPlan } from "../../../components/gateway/plan";
import { platforms } from "../../../components/host/platform";
import type { ResolvedGatewayKong } from "../../../components/model/types";
import { resolve } from "../../../components/model/resolve";
import { send } from "../bundle/direct";
import { hostExec, type LocalHost, openEnvironment, type TestEnvironment, until } from "../support";
import { attacks, es, good1 } from "./attacks";
import { Caller } from "./caller";
import { bringKong, findKong, howToGetKong, type KongSource } from "./kongSource";
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
import { apiKeys, echo, good, hmacSecret, orders, plan, redisPassword, secrets } from "./tykPlan";

const kong = findKong();
if (!kong)
  process.stderr.write(`SKIPPED: the matrix of calls and answers was not tried with Kong: ${howToGetKong}\n`);

/** Shown as skipped, and why, where there is no Kong. */
const withKong = (name: string, body: (source: KongSource) => void): void =>
  kong
    ? describe(name, () => body(kong))
    : describe.skip(`${name} (${howToGetKong})`, () => body({ deb: "" }));

withKong("Kong", (source) => {
  let environment: TestEnvironment;
  let host: LocalHost;
  let caller: Caller;
  let settings: ResolvedGatewayKong;
  const ask = askerOf(() => caller, 8000);

  async function root(command: string): Promise<string> {
    const { code, stdout, stderr } = await hostExec(host, ["sh", "-c", command]);
    if (code !== 0) throw new Error(`${command}: ${stderr}${stdout}`);
    return stdout;
  }
  async function apply(of: GatewayPlan = plan, keys = secrets): Promise<void> {
    // The first one brings Kong itself, which is there.
    for (const bundle of renderParts(
      gatewayParts({ engine: "kong", kong: settings }, of, platforms["debian-12"]),
      keys,
    ).slice(1)) {
      const { code, stderr } = await send(host, "apply", bundle);
      if (code !== 0) throw new Error(stderr);
    }
  }
  async function expectCells(cells: readonly Cell[]): Promise<void> {
    for (const { what, method, path, asked, status } of cells) {
      expect({ what, status: (await ask(method, path, asked)).status }).toEqual({ what, status });
    }
  }

  beforeAll(async () => {
    environment = await openEnvironment("kong");
    host = await environment.startHost({ name: "gateway", release: "bookworm" });
    settings = await bringKong(source, host);
    const demo = await send(host, "apply", renderDemoApi(resolve("demoApi", {})));
    expect(demo.code).toBe(0);
    await apply();
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
    expect(await ask("GET", "/healthz")).toMatchObject({ status: 401 });
    expect(await ask("GET", "/healthz", { apiKey: "0".repeat(64) })).toMatchObject({ status: 401 });
  });

  test.each(Object.entries(attacks))("refuses a token: %s", async (name, [, make]) => {
    const query = name === "token in the query" ? `?access_token=${es(good1)}&jwt=${es(good1)}` : "";
    expect(await ask("GET", `/orders${query}`, make())).toMatchObject({ status: 401 });
  });

  test("refuses a lifetime that is too long, two tokens, and one of 64 KB", async () => {
    const long = es({ ...good1, exp: from(10 * 365 * 86400) });
    expect(await ask("GET", "/orders", { token: long })).toMatchObject({ status: 401 });
    const headers = ["Authorization", `Bearer ${es(good1)}`];
    expect(await ask("GET", "/orders", { token: es(good1), headers })).toMatchObject({ status: 401 });
    // Longer than any header may be.
    const large = es({ ...good1, pad: "x".repeat(64 * 1024) });
    expect(await ask("GET", "/orders", { token: large })).toMatchObject({ status: 400 });
  });

  test("does not take the id of a token's key for an API key", async () => {
    expect(await ask("GET", "/healthz", { apiKey: "batch-1" })).toMatchObject({ status: 401 });
    expect(await ask("GET", "/healthz", { apiKey: "legacy-1" })).toMatchObject({ status: 401 });
  });

  test("tells the upstream who calls, and nothing that the client says of it or proves it by", async () => {
    const program = Buffer.from(echo).toString("base64");
    await root(`systemd-run --quiet --unit=echo python3 -c "$(printf %s '${program}' | base64 -d)"`);
    await until(async () => (await ask("GET", "/echo", { token: good.batch() })).status === 200, {
      limitSeconds: 120,
      what: "the upstream to answer",
    });
    const claimed = ["X-Consumer-Username", "admin", "X_Consumer_Groups", "admin", "X-Removed", "x"];
    const byToken = await ask("GET", "/echo?a=1&a=2", { token: good.batch(), headers: claimed });
    expect(byToken.body).toMatch(/^\/echo\?a=1&a=2\n/);
    expect(byToken.body).toMatch(/^x-consumer-username: batch$/im);
    expect(byToken.body).toMatch(/^x-added: yes$/im);
    expect(byToken.body).not.toMatch(/admin|x-removed|authorization/i);
    const byKey = await ask("GET", "/echo/key", { apiKey: apiKeys.reader, headers: claimed });
    expect(byKey.body).toMatch(/^x-consumer-username: reader$/im);
    expect(byKey.body).not.toContain(apiKeys.reader);
  });

  test("answers by 429 what goes beyond a quota", async () => {
    const statuses = [];
    for (let i = 0; i < 5; i++)
      statuses.push((await ask("GET", "/echo/quota", { token: good.batch() })).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });

  test("knows client addresses by what the edge says", async () => {
    const token = good.batch();
    const ip = async (address: string): Promise<number> =>
      (await ask("GET", "/echo/local", { token, headers: ["X-Forwarded-For", address] })).status;
    expect(await ip("198.51.100.1")).toBe(403);
    expect(await ip("192.0.2.7")).toBe(200);
    // What a client wrote stands before what the edge adds.
    expect(await ip("192.0.2.7, 198.51.100.1")).toBe(403);
  });

  test("knows roles: every one at every operation", () => expectCells(roleCells()));

  test("judges a role before it looks into a body", async () => {
    const bad = { headers: jsonType, body: JSON.stringify({ item: 1 }) };
    expect(await ask("POST", "/orders", { token: good.batch(), ...bad })).toMatchObject({ status: 403 });
  });

  test("answers unknown paths by 404 and unknown methods by 405, without telling the software", async () => {
    for (const [method, path, asked] of unknownCalls()) {
      const answer = await ask(method, path, asked);
      expect(answer).toMatchObject({ status: 404, headers: { "content-type": "application/problem+json" } });
      expect(JSON.stringify(answer)).not.toMatch(/kong/i);
    }
    const wrong = await ask("PUT", "/orders", { token: good.legacy() });
    expect(wrong).toMatchObject({ status: 405, headers: { allow: "GET, POST" } });
    // nginx itself refuses TRACE.
    expect(await ask("TRACE", "/orders")).toMatchObject({ status: 405 });
  });

  test("judges bodies: size, type, JSON, schema", async () => {
    await expectCells(bodyCells());
    const { status } = await ask("POST", "/orders", longestBody());
    expect([0, 413]).not.toContain(status);
  });

  test.each([1, 20])(
    "lets exactly as many calls through as the limit says, %i at a time",
    async (parallel) => {
      const consumer = parallel === 1 ? good.batch : good.partner;
      const hour = (): number => Math.floor(Date.now() / 3_600_000);
      const before = hour();
      const statuses = await statusesAtLimit(ask, consumer, parallel);
      const passed = statuses.filter((status) => status === 200).length;
      expect(statuses.filter((status) => status === 429)).toHaveLength(40 - passed);
      // Kong counts by the clock: where the hour ends in between, there are five more.
      expect([5, ...(hour() === before ? [] : [6, 7, 8, 9, 10])]).toContain(passed);
    },
  );

  test("says when to come back", async () => {
    let answer = await ask("GET", "/openapi.json", { token: good.batch() });
    for (let calls = 0; calls < 10 && answer.status !== 429; calls++)
      answer = await ask("GET", "/openapi.json", { token: good.batch() });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(answer.headers["ratelimit-limit"]).toBe("5");
    expect(answer.headers["ratelimit-remaining"]).toBe("0");
  });

  test("withdraws a key and takes another, and reloads, without a failed call", async () => {
    const statuses = new Set<number>();
    let calls = 0;
    let done = false;
    const traffic = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (!done) {
          statuses.add((await ask("GET", "/orders", { token: good.legacy() })).status);
          calls++;
        }
      }),
    );
    try {
      const key = "another-key".padEnd(64, "-");
      const rotated = { ...secrets.consumers, reader: { jwt: [], apiKeys: [{ id: "reader-2", key }] } };
      const keyStatus = async (apiKey: string): Promise<number> =>
        (await ask("GET", "/healthz", { apiKey })).status;
      await apply(plan, { ...secrets, consumers: rotated });
      // Workers of before the reload go on with what they are at.
      await until(async () => (await keyStatus(key)) === 200, {
        limitSeconds: 60,
        what: "the new key to work",
      });
      await until(async () => (await keyStatus(apiKeys.reader)) === 401, {
        limitSeconds: 60,
        what: "the former key to be withdrawn",
      });
      const [first, ...others] = orders.apis[0]!.routes;
      const changed = { ...first!, responseHeaders: { set: { "x-version": "2" }, remove: [] } };
      await apply({ ...plan, apis: [plan.apis[0]!, { ...orders.apis[0]!, routes: [changed, ...others] }] });
      await until(
        async () => (await ask("GET", "/orders", { token: good.partner() })).headers["x-version"] === "2",
        { limitSeconds: 60, what: "the changed operation" },
      );
    } finally {
      done = true;
      await traffic;
      await apply();
    }
    expect(calls).toBeGreaterThan(20);
    expect([...statuses]).toEqual([200]);
  });

  test("refuses everything by 500 while Redis is gone, and lets callers in once it is back", async () => {
    await root("systemctl stop redis-server");
    expect(await ask("GET", "/orders", { token: good.legacy() })).toMatchObject({ status: 500 });
    await root("systemctl start redis-server");
    await until(async () => (await ask("GET", "/orders", { token: good.legacy() })).status === 200, {
      limitSeconds: 120,
      what: "the gateway to let callers in again",
    });
  });

  test("runs confined, listens on loopback alone, and keeps its secrets to itself", async () => {
    const overall = await root("systemd-analyze security --no-pager portcullis-kong.service | grep Overall");
    expect(Number(/: ([\d.]+) /.exec(overall)![1])).toBeLessThanOrEqual(3);
    const listeners = (await root("ss -Hltn | awk '{ print $4 }'")).trim().split("\n");
    for (const address of listeners.filter((line) => !line.endsWith(":22")))
      expect(address).toMatch(/^(127\.0\.0\.\d+|\[::1\])(%lo)?:/);
    const journal = await root("journalctl --no-pager -u portcullis-kong -u redis-server");
    const processes = await root(
      "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n'",
    );
    const log = await root("cat /var/log/kong/*.log");
    expect(log).toContain('"/orders"');
    for (const secret of [hmacSecret, redisPassword, apiKeys.reader, apiKeys.writer, "eyJ"]) {
      for (const text of [journal, processes, log]) expect(text).not.toContain(secret);
    }
  });
});
