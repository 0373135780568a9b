import { randomBytes } from "node:crypto";
import { runCommand } from "../../../local/hosts";
import { raw } from "../edge/client";
import { EdgeClient } from "../gateway/edgeClient";
import { siteName, startEdgeHost } from "../gateway/edgeHost";
import { good } from "../gateway/tykPlan";
import { type LocalHost, openEnvironment, type TestEnvironment, until } from "../support";
import { apply, ElasticsearchHosts } from "./elasticsearch/nodes";
import { applyShipper, root } from "./shippedHost";
import { allStored, countStored } from "./storedEvents";

let test0: TestEnvironment;
let server: ElasticsearchHosts;
let host: LocalHost;
const client = new EdgeClient(() => host, siteName);

/** Secrets of the kinds that there are; none of them is any other's beginning. */
const canaries = {
  key: randomBytes(32).toString("base64url"),
  word: `hunter-${randomBytes(6).toString("hex")}`,
  user: `mallory-${randomBytes(6).toString("hex")}`,
};
const token = `eyJhbGciOiJub25lIn0.${canaries.key}.${canaries.key}`;
const basic = `Basic ${Buffer.from(`bob:${canaries.word}`).toString("base64")}`;

beforeAll(async () => {
  test0 = await openEnvironment("secrets");
  server = await ElasticsearchHosts.start(test0, ["logs-1"], {
    heapMegabytes: 512,
    snapshots: { repository: { folder: "/srv/snapshots" } },
  });
  await apply(server.first, await server.nodeBundle(server.first));
  await apply(server.first, server.setupBundle());
  host = await startEdgeHost(test0, "bookworm");
  const key = Buffer.from((await server.key("writer", "edge")).slice("ApiKey ".length), "base64").toString();
  const identity = await server.authority.issue("edge");
  await applyShipper(test0, host, { hosts: [`${server.first.address}:9200`], identity, apiKey: key });
});
afterAll(async () => {
  client.close();
  await test0?.dispose();
});

/** Waits until a last event is stored, and with it all that came before it into the same log. */
async function stored(index: string, query: object): Promise<void> {
  await until(async () => (await countStored(server, index, query)) > 0, {
    limitSeconds: 180,
    what: `the last event in ${index}`,
    everyMilliseconds: 1000,
  });
}

/** Everything that Elasticsearch has of the host, and everything in the host's logs. */
async function nowhere(texts: readonly string[], where: { host: boolean }): Promise<void> {
  const all = JSON.stringify(await allStored(server, "logs-*", { match_all: {} }));
  for (const text of texts) {
    expect({ text, stored: all.includes(text) }).toEqual({ text, stored: false });
    if (where.host) expect(await root(host, `grep -rlF -- '${text}' /var/log || :`)).toBe("");
  }
}

const forms = [...Object.values(canaries), token, Buffer.from(`bob:${canaries.word}`).toString("base64")];

test("a request with secrets in every place is stored without any", async () => {
  const headers = [
    ["Cookie", `session=${canaries.word}`],
    ["X-API-Key", canaries.key],
    ["Referer", `https://example.test/?a=${canaries.word}`],
    ["User-Agent", `tool/1.0 (Bearer ${canaries.key})`],
  ].flat();
  const jsonBody = JSON.stringify({ password: canaries.word, item: canaries.word });
  for (const path of ["/orders", "/nothing", "/inspected", "/answers/502"]) {
    const query = `?q=${canaries.word}&token=${canaries.key}`;
    await client.ask("GET", path + query, { headers: [...headers, "Authorization", basic] });
    await client.ask("GET", path + query, { headers, token });
    await client.ask("POST", path + query, {
      headers: [...headers, "Content-Type", "application/json"],
      body: jsonBody,
    });
  }
  for (const path of [
    `/orders/${canaries.key}`,
    `/a;token=${canaries.word}`,
    `/token/${canaries.word}`,
    `/${token}`,
  ])
    await client.ask("GET", path, { headers });
  // Request inspection refuses it, and would quote what it has found.
  const attack = encodeURIComponent(`' OR 1=1 -- ${canaries.word}`);
  const blocked = await client.ask("GET", `/inspected?q=${attack}`, { token: good.batch(), headers });
  expect(blocked.status).toBe(403);
  await raw(
    host.address,
    80,
    `GET /?k=${canaries.word} HTTP/1.1\r\nHost: ${siteName}\r\nx_bad header: ${canaries.word}\r\n\r\n`,
  );
  await client.ask("GET", "/the-last-one");
  await stored("logs-portcullis.access-test", { term: { "url.path": "/the-last-one" } });
  await nowhere(forms, { host: true });
});

test("what a server has logged all the same is taken away on the way", async () => {
  const line = {
    "@timestamp": new Date().toISOString(),
    "http.request.id": "f".repeat(32),
    "http.response.status_code": 200,
    "url.path": `/x/token/${canaries.word}`,
    "url.query": `q=${canaries.word}`,
    "user_agent.original": `Bearer ${canaries.key}`,
    "http.request.body.content": canaries.word,
    "http.request.headers.cookie": canaries.word,
    "http.request.referrer": `https://example.test/?${canaries.word}`,
  };
  const error = [
    `2026/11/25 09:00:00 [error] 1#1: *1 upstream timed out, client: 192.0.2.1, server: s, request: "GET /x?k=${canaries.word} HTTP/1.1", upstream: "http://127.0.0.1/x?k=${canaries.word}", referrer: "https://x/?${canaries.word}"`,
    `2026/11/25 09:00:01 [error] 1#1: *1 [client 192.0.2.1] ModSecurity: Access denied with code 403 (phase 2). Matched "x" [id "1"] [msg "m"] [data "${canaries.word}"] [uri "/x?${canaries.word}"], client: 192.0.2.1`,
    `2026/11/25 09:00:02 [warn] 1#1: *1 client sent invalid header line: "x_key: ${canaries.word}" while reading client request headers, client: 192.0.2.1`,
    "2026/11/25 09:00:03 [error] 1#1: the last one, client: 192.0.2.2",
  ];
  const append = (text: string, log: string) =>
    root(host, `echo '${Buffer.from(`${text}\n`).toString("base64")}' | base64 -d >>${log}`);
  await append(`${JSON.stringify(line)}\n{"broken":"token=${canaries.word}`, "/var/log/nginx/access.log");
  await append(error.join("\n"), "/var/log/nginx/error.log");
  // The gateway's own log, as its unit writes it.
  await root(
    host,
    `systemd-run --quiet --wait --unit=portcullis-tyk-test.service sh -c 'echo "level=error msg=\\"Authorization: ${basic}\\""; echo "level=error msg=\\"GET /x?k=${canaries.word}\\""; echo level=error msg=last'`,
  );
  // Somebody who takes the field for the name for that of the password.
  const options = ["StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "BatchMode=yes"];
  await runCommand(
    [
      "ssh",
      "-F",
      "none",
      ...options.flatMap((one) => ["-o", one]),
      `token=${canaries.word}@${host.address}`,
      "true",
    ],
    { limitSeconds: 60 },
  );
  await stored("logs-portcullis.access-test", { term: { "http.request.id": "f".repeat(32) } });
  await stored("logs-portcullis.edge-test", { term: { "source.ip": "192.0.2.2" } });
  await stored("logs-portcullis.gateway-test", { match_phrase: { message: "msg=last" } });
  await stored("logs-portcullis.auth-test", { term: { "event.action": "ssh_failed" } });
  await nowhere([canaries.word, canaries.key, Buffer.from(`bob:${canaries.word}`).toString("base64")], {
    host: false,
  });
  const kept = await allStored(server, "logs-portcullis.edge-test", { term: { "rule.id": "1" } });
  expect(kept).toMatchObject([
    { message: "ModSecurity: Access denied with code 403 (phase 2)", url: { path: "/x" } },
  ]);
});
