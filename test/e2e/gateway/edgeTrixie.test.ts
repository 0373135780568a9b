import { openEnvironment, type LocalHost, type TestEnvironment, until } from "../support";
import { attacks, es, good1 } from "./attacks";
import { EdgeClient } from "./edgeClient";
import { root, siteName, startEdgeHost } from "./edgeHost";
import { jsonType } from "./matrix";
import { from } from "./tokens";
import { good } from "./tykPlan";

// What the modules of Debian 13 could make different; edge.test.ts has it all.
let environment: TestEnvironment;
let host: LocalHost;
const client = new EdgeClient(() => host, siteName);
const { ask } = client;

beforeAll(async () => {
  environment = await openEnvironment("gwedge13");
  host = await startEdgeHost(environment, "trixie");
  await until(async () => (await ask("GET", "/answers/200", { token: good.batch() })).status === 200, {
    limitSeconds: 60,
    what: "the upstream to answer",
  });
});
afterAll(async () => {
  client.close();
  await environment?.dispose();
});

test("refuses every bad token", async () => {
  const statuses: Record<string, number> = {};
  for (const [attack, [, make]] of Object.entries(attacks))
    statuses[attack] = (await ask("GET", "/orders", make())).status;
  const expected = Object.keys(attacks).map((attack) => [
    attack,
    attack.startsWith("two headers") ? 400 : 401,
  ]);
  expect(statuses).toEqual(Object.fromEntries(expected));
  expect(await ask("GET", "/orders", { token: es({ ...good1, exp: from(36_000) }) })).toMatchObject({
    status: 401,
    headers: { "www-authenticate": 'Bearer error="invalid_token"' },
  });
});

test("puts errors of the gateway right, and none of an API", async () => {
  const token = good.batch();
  for (let i = 0; i < 2; i++) expect(await ask("GET", "/quota", { token })).toMatchObject({ status: 200 });
  expect(await ask("GET", "/quota", { token })).toMatchObject({
    status: 429,
    headers: { "content-type": "application/problem+json", "retry-after": "86400" },
  });
  expect(await ask("GET", "/answers/403", { token })).toMatchObject({
    status: 403,
    headers: { "content-type": "application/json" },
  });
});

test("logs who called and what became of it", async () => {
  for (const [make, verdict, name] of [
    [() => ({ token: good.batch() }), "authenticated", "batch"],
    [() => ({}), "unauthenticated", ""],
  ] as const) {
    const { headers } = await ask("GET", "/orders", make());
    const line = await until(
      async () =>
        (await root(host, "cat /var/log/nginx/access.log"))
          .split("\n")
          .find((one) => one.includes(`"${headers["x-request-id"]}"`)),
      { limitSeconds: 30, what: "the line in the log" },
    );
    expect(JSON.parse(line)).toMatchObject({ "portcullis.verdict": verdict, "user.name": name });
  }
});

test("inspects what operations ask for", async () => {
  const put = (name: string): ReturnType<typeof ask> =>
    ask("PUT", "/inspected", { token: good.batch(), headers: jsonType, body: JSON.stringify({ name }) });
  expect(await put("green tea")).toMatchObject({ status: 200 });
  expect(await put("x' OR 1=1-- -")).toMatchObject({
    status: 403,
    headers: { "content-type": "application/problem+json" },
  });
});
