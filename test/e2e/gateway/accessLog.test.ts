import { randomBytes, randomUUID } from "node:crypto";
import https from "node:https";
import { answerHeaders } from "../../../components/gateway/answerHeaders";
import { raw } from "../edge/client";
import { type LocalHost, openEnvironment, type TestEnvironment, until } from "../support";
import { type Ask, es, good1 } from "./attacks";
import type { Answer } from "./caller";
import { EdgeClient } from "./edgeClient";
import { accessToken } from "./edgePlan";
import { applyEdge, root as rootOn, siteName, startEdgeHost } from "./edgeHost";
import { jsonType } from "./matrix";
import { apiKeys, good } from "./tykPlan";

let environment: TestEnvironment;
let host: LocalHost;
const client = new EdgeClient(() => host, siteName);
const { ask } = client;
const root = (command: string): Promise<string> => rootOn(host, command);

type Line = Record<string, unknown>;

/** All lines of the log, each of which has to be JSON. */
async function lines(): Promise<Line[]> {
  const text = await root("cat /var/log/nginx/access.log");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

/** The line of an answer. nginx writes it when the request is over, which a client may know before. */
async function lineOf({ headers }: Pick<Answer, "headers">): Promise<Line> {
  const id = headers["x-request-id"];
  return until(async () => (await lines()).find((line) => line["http.request.id"] === id), {
    limitSeconds: 30,
    what: "the line in the log",
  });
}

beforeAll(async () => {
  environment = await openEnvironment("gwlog");
  host = await startEdgeHost(environment, "bookworm");
  await until(async () => (await ask("GET", "/answers/200", { token: good.batch() })).status === 200, {
    limitSeconds: 60,
    what: "the upstream to answer",
  });
});
afterAll(async () => {
  client.close();
  await environment?.dispose();
});

test("a request that the API answers is one line, with who called", async () => {
  const answer = await ask("GET", "/inspected/open?q=1", {
    token: good.batch(),
    headers: ["User-Agent", "orders-client/1.2"],
  });
  const line = await lineOf(answer);
  expect(line).toMatchObject({
    "event.dataset": "portcullis.access",
    "event.module": "nginx",
    "http.request.method": "GET",
    "http.response.status_code": 200,
    "url.path": "/inspected/open",
    "url.domain": siteName,
    "url.scheme": "https",
    "user_agent.original": "orders-client/1.2",
    "user.name": "batch",
    "user.roles": "reader",
    "portcullis.verdict": "authenticated",
    "portcullis.upstream.status_code": 200,
    "observer.product": "tyk",
  });
  expect(line["@timestamp"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/);
  expect(Math.abs(Date.parse(line["@timestamp"] as string) - Date.now())).toBeLessThan(60_000);
  const upstream = line["portcullis.upstream.duration"] as number;
  expect(upstream).toBeGreaterThan(0);
  // Both are measured by a clock of milliseconds.
  expect(line["event.duration"]).toBeGreaterThan(upstream - 10e6);
  expect(line["event.duration"]).toBeLessThan(60e9);
  expect(line["http.request.id"]).toMatch(/^[0-9a-f]{32}$/);
  const same = (await lines()).filter((other) => other["http.request.id"] === line["http.request.id"]);
  expect(same).toHaveLength(1);
});

const json = (body: string, asked: Ask = {}): Ask => ({ headers: jsonType, body, ...asked });
const order = JSON.stringify({ item: "tea", quantity: 1 });
const reader = { apiKey: apiKeys.reader };

test.each<[what: string, method: string, path: string, make: () => Ask, status: number, expected: Line]>([
  [
    "two roles",
    "GET",
    "/orders",
    () => ({ token: good.legacy() }),
    200,
    { "user.name": "legacy", "user.roles": "reader writer" },
  ],
  [
    "no role",
    "GET",
    "/orders",
    () => ({ token: good.partner() }),
    200,
    { "user.name": "partner", "user.roles": "" },
  ],
  [
    "an API key",
    "GET",
    "/healthz",
    () => reader,
    200,
    { "user.name": "reader", "portcullis.verdict": "authenticated" },
  ],
  [
    "an access token",
    "GET",
    "/scoped",
    () => ({ token: accessToken("orders:write x") }),
    200,
    { "user.name": "issuer.fixed:alice", "user.roles": "writer reader" },
  ],
  [
    "an API's own 404",
    "GET",
    "/answers/404",
    () => ({ token: good.batch() }),
    404,
    { "portcullis.verdict": "authenticated", "user.name": "batch" },
  ],
  [
    "an API's own 401",
    "GET",
    "/answers/401",
    () => ({ token: good.batch() }),
    401,
    { "portcullis.verdict": "authenticated", "user.name": "batch" },
  ],
  [
    "a public operation",
    "GET",
    "/public",
    () => ({}),
    200,
    { "portcullis.verdict": "public", "user.name": "" },
  ],
  [
    "no token",
    "GET",
    "/orders",
    () => ({}),
    401,
    { "portcullis.verdict": "unauthenticated", "user.name": "" },
  ],
  [
    "a token of another's name",
    "GET",
    "/orders",
    () => ({ token: es({ ...good1, iss: "legacy" }) }),
    401,
    { "portcullis.verdict": "unauthenticated", "user.name": "" },
  ],
  [
    "a token that is good for too long",
    "GET",
    "/orders",
    () => ({ token: es({ ...good1, exp: 4e9 }) }),
    401,
    {
      "portcullis.verdict": "unauthenticated",
      "portcullis.upstream.duration": null,
      "portcullis.upstream.status_code": null,
    },
  ],
  [
    "a role that may not",
    "DELETE",
    "/orders/x",
    () => reader,
    403,
    { "portcullis.verdict": "forbidden", "user.name": "reader", "user.roles": "reader" },
  ],
  [
    "a new token of a known key, without the role",
    "POST",
    "/orders",
    () => json(order, { token: es({ ...good1, jti: "1" }) }),
    403,
    { "portcullis.verdict": "forbidden", "user.name": "batch" },
  ],
  [
    "an address that may not",
    "GET",
    "/local",
    () => ({ token: good.batch() }),
    403,
    { "portcullis.verdict": "forbidden" },
  ],
  [
    "a body that is not as it should be",
    "POST",
    "/orders",
    () => json("{}", { token: good.legacy() }),
    422,
    { "portcullis.verdict": "invalid" },
  ],
  [
    "a type that is not taken",
    "POST",
    "/orders",
    () => ({ token: good.legacy(), body: "x" }),
    415,
    { "portcullis.verdict": "invalid" },
  ],
  [
    "a body too large for the gateway",
    "POST",
    "/orders",
    () => json("x".repeat(5000), { token: good.legacy() }),
    413,
    { "portcullis.verdict": "invalid" },
  ],
  [
    "a body too large for the edge",
    "POST",
    "/orders",
    () => json("x".repeat(1_200_000), { token: good.legacy() }),
    413,
    { "portcullis.verdict": "invalid", "portcullis.upstream.status_code": null },
  ],
  ["a path of no API", "GET", "/nothing", () => ({}), 404, { "portcullis.verdict": "unrouted" }],
  [
    "a method that a path lacks",
    "PUT",
    "/orders",
    () => ({ token: good.legacy() }),
    405,
    { "portcullis.verdict": "unrouted" },
  ],
  [
    "an attack",
    "GET",
    "/inspected?q=x%27%20OR%201%3D1--%20-",
    () => ({ token: good.batch() }),
    403,
    { "portcullis.verdict": "blocked", "portcullis.upstream.duration": null },
  ],
  ["an API that is down", "GET", "/down", () => ({ token: good.batch() }), 502, { "portcullis.verdict": "" }],
])("%s: %s %s", async (_, method, path, make, status, expected) => {
  const answer = await ask(method, path, make());
  expect(answer.status).toBe(status);
  expect(await lineOf(answer)).toMatchObject({ "http.response.status_code": status, ...expected });
});

test("who is over the gateway's limit is named", async () => {
  const last = async (path: string, make: () => Ask, calls: number): Promise<Answer> => {
    for (let call = 1; call < calls; call++) await ask("GET", path, make());
    return ask("GET", path, make());
  };
  const limited = await last("/rate", () => ({ token: es({ ...good1, jti: randomUUID() }) }), 4);
  expect(limited.status).toBe(429);
  expect(await lineOf(limited)).toMatchObject({
    "portcullis.verdict": "limited",
    "user.name": "batch",
    "user.roles": "reader",
  });
});

test("what the edge's own limit refuses is in the log", async () => {
  await applyEdge(host, true, { requestsPerSecond: 1, burst: 1 });
  try {
    const refused = await until(
      async () => {
        const answers = await Promise.all(Array.from({ length: 20 }, () => ask("GET", "/public")));
        return answers.find(({ status }) => status === 429);
      },
      { limitSeconds: 60, what: "the limit" },
    );
    expect(await lineOf(refused)).toMatchObject({
      "http.response.status_code": 429,
      "portcullis.verdict": "limited",
      "portcullis.upstream.status_code": null,
    });
  } finally {
    await applyEdge(host);
    // Connections that are kept stay with workers that have the former limit.
    await root("systemctl restart nginx");
  }
});

test("neither a client nor an API can say who called, or choose the id", async () => {
  const forged = [
    "X-Request-Id",
    "forged",
    ...Object.values(answerHeaders).flatMap((name) => [name, "forged"]),
  ];
  for (const [path, asked] of [
    ["/public", {}],
    ["/answers/200", { token: good.batch() }],
    ["/orders", {}],
  ] as [string, Ask][]) {
    const answer = await ask("GET", path, { ...asked, headers: forged });
    expect(JSON.stringify(answer.headers)).not.toMatch(/forged|portcullis/i);
    expect(JSON.stringify(await lineOf(answer))).not.toContain("forged");
  }
});

test("the id of the log is the one that the API gets", async () => {
  const answer = await ask("GET", "/inspected/open", { token: good.batch() });
  const { headers } = JSON.parse(answer.body) as { headers: [string, string][] };
  const ids = headers.filter(([name]) => name.toLowerCase() === "x-request-id");
  expect(ids).toEqual([["X-Request-Id", answer.headers["x-request-id"]]]);
});

/** Sends a request that may get no answer. */
function send(path: string, headers: Record<string, string>, method = "GET"): Promise<void> {
  return new Promise((resolve) => {
    const request = https.request(
      {
        host: host.address,
        servername: siteName,
        path,
        method,
        headers,
        agent: false,
        rejectUnauthorized: false,
      },
      (response) => response.resume().on("end", resolve),
    );
    request.on("error", () => resolve());
    request.setTimeout(30_000, () => request.destroy());
    request.end();
  });
}

test("no secret gets into a log, wherever a client puts it", async () => {
  const canary = randomBytes(32).toString("base64url");
  const token = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${canary}.${canary}`;
  const host = { host: siteName };
  for (const path of [
    `/orders/${canary}`,
    `/password-reset/${canary}`,
    `/orders/${token}`,
    `/a;token=${canary}`,
  ]) {
    await send(path, host);
    await send(path, host, "DELETE");
  }
  for (const path of ["/orders", "/down", "/inspected", "/nothing"])
    await send(`${path}?anything=${canary}`, {
      ...host,
      authorization: `Bearer ${path === "/down" ? good.batch() : token}`,
      "x-api-key": canary,
      cookie: `a=${canary}`,
      referer: `https://example.test/?a=${canary}`,
      "user-agent": `tool/1.0 (${canary})`,
    });
  await send("/orders", {
    ...host,
    authorization: `Basic ${Buffer.from(`bob:${canary}`).toString("base64")}`,
  });
  await send("/orders", { ...host, "user-agent": `Bearer ${canary}` });
  await send("/orders", { host: `${canary}.example.test` });
  await send("/orders", { host: `user:${canary}@${siteName}` });
  await send(`/${"x".repeat(9000)}?a=${canary}`, host);
  const last = await ask("GET", "/public");
  expect((await lineOf(last))["url.path"]).toBe("/public");
  const paths = (await lines()).map((line) => line["url.path"]);
  expect(paths).toEqual(
    expect.arrayContaining(["/orders/[redacted]", "/password-[redacted]", "/a;[redacted]"]),
  );
  expect(await root(`grep -rlF -- '${canary}' /var/log /tmp /var/tmp /var/lib/nginx || :`)).toBe("");
  expect(await root("journalctl --no-pager")).not.toContain(canary);
});

test("every line is JSON, whatever a client sends", async () => {
  const before = (await lines()).length;
  const hostile = ['"', "\\", "\x7f", "\xff\xfe", "\u0001", "</script>", "{{", "%22%5c", "é"];
  for (const text of hostile) {
    for (const request of [
      `GET /${text} HTTP/1.1\r\nHost: ${siteName}\r\nUser-Agent: ${text}\r\nConnection: close\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: ${text}\r\nConnection: close\r\n\r\n`,
      `${text} / HTTP/1.1\r\n\r\n`,
    ])
      await raw(host.address, 80, request);
  }
  await until(async () => (await lines()).length > before, { limitSeconds: 30, what: "the lines" });
  const text = await root("cat /var/log/nginx/access.log");
  expect(Buffer.from(text, "utf8").toString("utf8")).not.toContain("\ufffd");
});
