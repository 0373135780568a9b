import { randomUUID } from "node:crypto";
import { identityHeaders } from "../../../components/edge/identityHeaders";
import { type LocalHost, openEnvironment, type TestEnvironment, until } from "../support";
import { type Ask, attacks, es, good1 } from "./attacks";
import type { Answer } from "./caller";
import { EdgeClient } from "./edgeClient";
import { applyEdge, root as rootOn, siteName as name, startEdgeHost } from "./edgeHost";
import { bodyCells, jsonType, roleCells, unknownCalls } from "./matrix";
import { from, token } from "./tokens";
import { apiKeys, ec, good } from "./tykPlan";

let environment: TestEnvironment;
let host: LocalHost;
const client = new EdgeClient(() => host, name);
const { ask } = client;

const root = (command: string): Promise<string> => rootOn(host, command);
const titles: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  431: "Request Header Fields Too Large",
  502: "Bad Gateway",
};
const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);

/** The answer has to be problem details of its own status, whichever of the two programs made it. */
function expectProblem(answer: Answer, status: number): void {
  expect(answer).toMatchObject({ status, headers: { "content-type": "application/problem+json" } });
  expect(JSON.parse(answer.body)).toEqual({ type: "about:blank", title: titles[status], status });
  expect(JSON.stringify(answer.headers)).not.toMatch(/tyk|portcullis/i);
}

beforeAll(async () => {
  environment = await openEnvironment("gwedge");
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

// All by 401, or by 400 where nginx refuses the request itself: two headers of a name that may come once.
test.each(Object.entries(attacks))("refuses a token: %s", async (attack, [, make]) => {
  const query = attack === "token in the query" ? `?access_token=${es(good1)}&jwt=${es(good1)}` : "";
  const answer = await ask("GET", `/orders${query}`, make());
  expectProblem(answer, attack.startsWith("two headers") ? 400 : 401);
  if (answer.status === 401) expect(answer.headers["www-authenticate"]).toMatch(/^Bearer/);
});

test.each<[string, number, () => Record<string, unknown>]>([
  ["a lifetime that is too long", 401, () => ({ ...good1, exp: from(10 * 365 * 86400) })],
  ["a lifetime that is too long by a little", 401, () => ({ ...good1, exp: from(3600 + 120) })],
  ["the longest lifetime", 200, () => ({ ...good1, exp: from(3600) })],
  ["exp as digits in a text", 401, () => ({ ...good1, exp: String(from(300)) })],
  [
    "claims that are too deep to be read",
    401,
    () => ({ ...good1, exp: from(10 * 365 * 86400), deep: nested(100) }),
  ],
  ["a token of 64 KB", 431, () => ({ ...good1, pad: "x".repeat(64 * 1024) })],
  ["a token of 4 KB", 200, () => ({ ...good1, pad: "x".repeat(3 * 1024) })],
])("answers %s by %i", async (_, status, make) => {
  const answer = await ask("GET", "/orders", { token: es(make()) });
  if (status === 200) expect(answer.status).toBe(200);
  else expectProblem(answer, status);
  if (status === 401) expect(answer.headers["www-authenticate"]).toBe('Bearer error="invalid_token"');
});

test("refuses a token whose header has a key id further inside alone, which the gateway stumbles over", async () => {
  const nestedId = token({ alg: "ES256", inner: { kid: "batch-1" } }, good1, ec.privateKey);
  expectProblem(await ask("GET", "/orders", { token: nestedId }), 401);
  expect(await root("journalctl --no-pager -u portcullis-tyk")).not.toMatch(/panic/);
});

test("refuses a second token beside a good one", async () => {
  const headers = ["Authorization", `Bearer ${good.legacy()}`];
  expectProblem(await ask("GET", "/orders", { token: good.batch(), headers }), 400);
});

test("leaves tokens alone where the operation asks for none", async () => {
  const token = es({ ...good1, exp: from(10 * 365 * 86400) });
  expect(await ask("GET", "/public", { token })).toMatchObject({ status: 200 });
  expect(await ask("GET", "/healthz", { token, apiKey: apiKeys.reader })).toMatchObject({ status: 200 });
});

test.each([...roleCells(), ...bodyCells()])("passes on: $what", async ({ method, path, asked, status }) => {
  const answer = await ask(method, path, asked);
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.headers)).not.toMatch(/tyk|portcullis|x-ratelimit/i);
  if (status >= 400) expect(answer.headers["content-type"]).toBe("application/problem+json");
});

test("challenges who has no credential by what the operation takes", async () => {
  for (const [path, asked, challenge] of [
    ["/orders", {}, "Bearer"],
    ["/healthz", {}, "ApiKey"],
    ["/healthz", { apiKey: "0".repeat(64) }, "ApiKey"],
    ["/healthz", { apiKey: "batch-1" }, "ApiKey"],
  ] as const) {
    const answer = await ask("GET", path, asked);
    expectProblem(answer, 401);
    expect(answer.headers["www-authenticate"]).toBe(challenge);
  }
});

test("answers what no API has by 404, and other methods by 405", async () => {
  for (const [method, path, asked] of unknownCalls()) {
    expectProblem(await ask(method, path, asked), 404);
  }
  const answer = await ask("PUT", "/orders", { token: good.legacy() });
  expectProblem(answer, 405);
  expect(answer.headers["allow"]).toBe("GET, POST");
});

test.each(["QUERY", "PROPFIND", "TRACE"])("tells who asks by %s what a path has instead", async (method) => {
  const answer = await ask(method, "/orders?x=1", { token: good.legacy() });
  expectProblem(answer, 405);
  expect(answer.headers["allow"]).toBe("GET, POST");
  // nginx answers TRACE before it looks at the path.
  expectProblem(await ask(method, "/nothing"), method === "TRACE" ? 405 : 404);
});

test("answers a role, an address and a type of body as what they are", async () => {
  const roles = await ask("DELETE", "/orders/x", { apiKey: apiKeys.reader });
  expectProblem(roles, 403);
  expectProblem(await ask("GET", "/local", { token: good.batch() }), 403);
  expectProblem(
    await ask("GET", "/local", { token: good.batch(), headers: ["Content-Type", "text/xml"] }),
    403,
  );
});

test("answers what is over a rate by 429, and says when to come back", async () => {
  const token = good.batch();
  const statuses = [];
  for (let i = 0; i < 3; i++) statuses.push((await ask("GET", "/rate", { token })).status);
  expect(statuses).toEqual([200, 200, 200]);
  const over = await ask("GET", "/rate", { token });
  expectProblem(over, 429);
  const headers = {
    "retry-after": "3600",
    "ratelimit-limit": "3",
    "ratelimit-remaining": "0",
    "ratelimit-reset": "3600",
  };
  expect(over.headers).toMatchObject(headers);
  await ask("HEAD", "/rate", { token });
  const head = await ask("HEAD", "/rate", { token });
  expect(head).toMatchObject({ status: 429, body: "", headers: { ...headers, "ratelimit-limit": "1" } });
});

test("answers what is over a quota by 429", async () => {
  const token = good.batch();
  const statuses = [];
  for (let i = 0; i < 2; i++) statuses.push((await ask("GET", "/quota", { token })).status);
  expect(statuses).toEqual([200, 200]);
  for (const headers of [[], ["Content-Type", "application/xml"]]) {
    const over = await ask("GET", "/quota", { token, headers });
    expectProblem(over, 429);
    expect(over.headers["retry-after"]).toBe("86400");
  }
});

test.each([401, 403, 404, 409, 429, 500, 503])("passes an API's own %i on as it is", async (status) => {
  const asked = { token: good.batch() };
  const body = '{"type":"about:blank","title":"Unauthorized","status":401}';
  const answer = await ask("GET", `/answers/${status}`, asked);
  expect(answer).toMatchObject({ status, body, headers: { "content-type": "application/json" } });
  expect(answer.headers).not.toHaveProperty("www-authenticate");
  expect(answer.headers).not.toHaveProperty("x-portcullis-answer");
  const head = await ask("HEAD", `/answers/${status}`, asked);
  expect(head).toMatchObject({ status, body: "", headers: { "content-length": String(body.length) } });
});

test("passes on answers without a body and large ones", async () => {
  expect(await ask("GET", "/answers/204", { token: good.batch() })).toMatchObject({ status: 204, body: "" });
  const large = await ask("GET", "/public");
  expect(large.status).toBe(200);
  expect(large.body).toHaveLength(2_000_000);
});

test("lets nothing by that a client says of who it is", async () => {
  const headers = identityHeaders.flatMap((header) => [header, "canary-admin"]);
  const { status, body } = await ask("GET", "/inspected/open", { token: good.batch(), headers });
  expect(status).toBe(200);
  expect(body).not.toContain("canary-admin");
  expect(body).toContain('["X-Consumer-Username", "batch"]');
});

const json = (body: object): Ask => ({ token: good.batch(), headers: jsonType, body: JSON.stringify(body) });
const injection = "x' OR 1=1-- -";
const inQuery = `?q=${encodeURIComponent(injection)}`;

test.each(["POST", "PUT", "PATCH", "DELETE"])("inspects the body of a %s", async (method) => {
  const large = {
    name: "tea",
    notes: Array.from({ length: 500 }, (_, index) => `note ${index}, ${"x".repeat(50)}`),
  };
  for (const good of [{ name: "tea", tags: ["green", "loose"], weight: 1.5 }, large]) {
    const asked = json(good);
    const answer = await ask(method, "/inspected", asked);
    expect(answer.status).toBe(200);
    expect((JSON.parse(answer.body) as { body: string }).body).toBe(asked.body);
  }
  expectProblem(await ask(method, "/inspected", json({ name: injection })), 403);
  expectProblem(await ask(method, "/inspected", json({ deep: [{ er: "<script>alert(1)</script>" }] })), 403);
  expectProblem(await ask(method, "/inspected", { ...json({}), body: '{"name' }), 400);
});

test.each(["application/merge-patch+json", "application/problem+json"])("inspects %s", async (type) => {
  const headers = ["Content-Type", type];
  expect(await ask("PATCH", "/inspected", { ...json({ name: "tea" }), headers })).toMatchObject({
    status: 200,
  });
  expectProblem(await ask("PATCH", "/inspected", { ...json({ name: injection }), headers }), 403);
});

test("inspects operations that ask for it and no others, however their path is written", async () => {
  const asked = { token: good.batch() };
  for (const path of [
    "/inspected",
    "/inspected/x",
    "/inspected/%6fpen",
    "/inspected/x;y",
    "/inspected/open2",
  ])
    expectProblem(await ask("GET", `${path}${inQuery}`, asked), 403);
  expectProblem(await ask("GET", `https://${name}/inspected/x${inQuery}`, asked), 403);
  expectProblem(await ask("GET", `/inspected/x#y${inQuery}`, asked), 400);
  for (const path of ["/inspected/../inspected", "//inspected", "/inspected/", "/inspected/a%2fb"])
    expect([403, 404]).toContain((await ask("GET", `${path}${inQuery}`, asked)).status);
  expect(await ask("GET", `/inspected/open${inQuery}`, asked)).toMatchObject({ status: 200 });
  expect(await ask("GET", "/inspected/x?q=green+tea", asked)).toMatchObject({ status: 200 });
});

test("inspects a body of many values no further than to refuse it", async () => {
  const many = json({ values: Array.from({ length: 5000 }, (_, index) => index) });
  expectProblem(await ask("POST", "/inspected", many), 400);
});

test("writes neither bodies nor tokens nor queries to a log", async () => {
  const canary = randomUUID();
  expectProblem(await ask("POST", `/inspected${inQuery}${canary}`, json({ name: injection + canary })), 403);
  expectProblem(await ask("POST", "/inspected", { ...json({}), body: `{"name": ${canary}` }), 400);
  expectProblem(await ask("GET", "/orders", { token: `${canary}.${canary}.${canary}` }), 401);
  await ask("GET", `/answers/200?q=${canary}`, { token: good.batch() });
  const last = randomUUID();
  await ask("GET", `/${last}`);
  await until(async () => (await root("cat /var/log/nginx/access.log")).includes(last), {
    limitSeconds: 30,
    what: "the log line",
  });
  expect(await root(`grep -rl ${canary} /var/log/nginx /tmp /var/tmp /var/lib/nginx || :`)).toBe("");
  expect(await root("journalctl --no-pager -u nginx -u portcullis-tyk")).not.toContain(canary);
});

test("lets nobody in by 401 while Redis is gone, but to what is public, and everybody once it is back", async () => {
  await root("systemctl stop redis-server");
  try {
    expectProblem(await ask("GET", "/orders", { token: good.batch() }), 401);
    expectProblem(await ask("GET", "/healthz", { apiKey: apiKeys.reader }), 401);
    expect(await ask("GET", "/public")).toMatchObject({ status: 200 });
  } finally {
    await root("systemctl start redis-server");
  }
  await until(async () => (await ask("GET", "/orders", { token: good.batch() })).status === 200, {
    limitSeconds: 60,
    what: "the gateway to let callers in again",
  });
});

test("answers a failed API, and a failed gateway, by 502", async () => {
  expectProblem(await ask("GET", "/down", { token: good.batch() }), 502);
  await root("systemctl stop portcullis-tyk");
  try {
    expectProblem(await ask("GET", "/orders", { token: good.batch() }), 502);
    expectProblem(await ask("GET", "/inspected", { token: good.batch() }), 502);
  } finally {
    await root("systemctl start portcullis-tyk");
  }
  await until(async () => (await ask("GET", "/orders", { token: good.batch() })).status === 200, {
    limitSeconds: 60,
    what: "the gateway to be back",
  });
});

test("gives its modules up and takes them again without a crash", async () => {
  await applyEdge(host, false);
  await applyEdge(host);
  await until(async () => (await ask("GET", "/orders", { token: good.batch() })).status === 200, {
    limitSeconds: 60,
    what: "the edge to be back",
  });
  expectProblem(await ask("GET", `/inspected${inQuery}`, { token: good.batch() }), 403);
  // systemd starts anew what has crashed.
  expect(await root("systemctl show --property NRestarts --value nginx")).toBe("0\n");
});
