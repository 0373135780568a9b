import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connect } from "node:tls";
import { dataStream, datasets } from "../../../../components/logging/events/datasets";
import type { TlsIdentity } from "../../../../components/logging/authority/identity";
import { renderRoleFiles, roleUnit } from "../../../../components/logging/elasticsearch/instanceRole";
import { elasticsearchUnit, paths, setupUnit } from "../../../../components/logging/elasticsearch/paths";
import { renderElasticsearchSetup } from "../../../../components/logging/elasticsearch/setup";
import { openEnvironment, type TestEnvironment, until } from "../../support";
import { apply, basic, ElasticsearchHosts, root } from "./nodes";

let environment: TestEnvironment;
let server: ElasticsearchHosts;
const keys: Record<"writer" | "reader" | "alerting", string> = { writer: "", reader: "", alerting: "" };

const access = dataStream(datasets.access, "test");
const alerts = dataStream(datasets.alerts, "test");
const event = { "@timestamp": "2026-01-01T00:00:00Z", "http.request.id": "r1", source: { ip: "192.0.2.1" } };

beforeAll(async () => {
  environment = await openEnvironment("elastic");
  server = await ElasticsearchHosts.start(environment, ["logs-1"], {
    heapMegabytes: 512,
    snapshots: { repository: { folder: "/srv/snapshots" } },
  });
  await apply(server.first, await server.nodeBundle(server.first));
  await apply(server.first, server.setupBundle());
  for (const role of ["writer", "reader", "alerting"] as const)
    keys[role] = await server.key(role, `${role}-1`);
});
afterAll(() => environment?.dispose());

const status = async (...asked: Parameters<ElasticsearchHosts["ask"]>): Promise<number> =>
  (await server.ask(...asked)).status;
const count = async (authorization: string, index: string, query: object): Promise<number> =>
  ((await server.ask(authorization, "POST", `/${index}/_count`, { query })).body as { count: number }).count;

test("says what this server lacks, and that it is none of Elastic's own distributions", async () => {
  const said = await root(server.first, `journalctl --unit ${setupUnit} --output cat`);
  expect(said).toMatch(
    /left out: lifecycle policy portcullis-logs-test: this server, a distribution for tests/,
  );
  expect(said).toMatch(/left out: snapshot policy portcullis-logs-test/);
  expect(said).toMatch(/left out: setting ingest\.geoip/);
});

test("lets nobody in without credentials, nor built-in accounts", async () => {
  expect(await status(undefined, "GET", "/")).toBe(401);
  expect(await status(basic("elastic", "changeme"), "GET", "/")).toBe(401);
  const { body } = await server.ask(server.administrator, "GET", "/_security/user");
  const enabled = Object.entries(body as Record<string, { enabled: boolean }>).filter(
    ([, user]) => user.enabled,
  );
  expect(enabled.map(([name]) => name).sort()).toEqual(["kibana_system", "portcullis-kibana"]);
});

/** Opens a TLS connection and, where bytes are given, waits for as many; gives the version, or why there is none. */
function handshake(port: number, options: object, ping?: Buffer): Promise<string> {
  return new Promise((done) => {
    const { address } = server.first;
    const socket = connect({ host: address, port, ca: server.authority.pem, timeout: 20_000, ...options });
    const end = (result: string): void => {
      socket.destroy();
      done(result);
    };
    socket.on("secureConnect", () => (ping ? socket.write(ping) : end(socket.getProtocol() ?? "none")));
    socket.on("data", (data: Buffer) => end(data.equals(ping!) ? "let in" : "something else"));
    socket.on("error", (error: Error) => end(`refused: ${error.message}`));
    socket.on("close", () => end("refused: closed"));
    socket.on("timeout", () => end("no answer"));
  });
}

test("speaks TLS 1.2 and 1.3 alone", async () => {
  const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };
  expect(await handshake(9200, old)).toMatch(/^refused/);
  expect(await handshake(9200, { maxVersion: "TLSv1.2" })).toBe("TLSv1.2");
  expect(await handshake(9200, {})).toBe("TLSv1.3");
});

test("lets nodes alone in where nodes speak, not every certificate of the authority", async () => {
  // A keep-alive of the transport protocol, which is sent back.
  const ping = Buffer.from([0x45, 0x53, 0xff, 0xff, 0xff, 0xff]);
  const as = ({ certificate, privateKey }: TlsIdentity): object => ({ cert: certificate, key: privateKey });
  const { address } = server.first;
  const node = await server.authority.issue("logs-1", address);
  const shipper = await server.authority.issue("api-1", address);
  expect(await handshake(9300, as(node), ping)).toBe("let in");
  expect(await handshake(9300, as(shipper), ping)).toMatch(/^refused/);
  expect(await handshake(9300, {}, ping)).toMatch(/^refused/);
});

test("a writer's key adds events, each once, and nothing else", async () => {
  const { writer } = keys;
  expect(await status(writer, "GET", "/")).toBe(200);
  expect(await status(writer, "PUT", `/${access}/_create/1`, event)).toBe(201);
  expect(await status(writer, "PUT", `/${access}/_create/1`, event)).toBe(409);
  expect(await status(writer, "GET", `/${access}/_search`)).toBe(403);
  expect(await status(writer, "DELETE", `/${access}`)).toBe(403);
  expect(await status(writer, "DELETE", `/${access}/_doc/1`)).toBe(403);
  expect(await status(writer, "PUT", `/${alerts}/_create/1`, event)).toBe(403);
  expect(await status(writer, "PUT", "/logs-portcullis.access-other/_create/1", event)).toBe(403);
  expect(await status(writer, "PUT", "/other/_create/1", event)).toBe(403);
  expect(await status(writer, "POST", "/_security/api_key", { name: "x" })).toBe(403);
});

test("a reader's key reads, and adds nothing", async () => {
  const { reader } = keys;
  expect(await status(server.administrator, "POST", `/${access}/_refresh`)).toBe(200);
  expect(await count(reader, "logs-portcullis.*-test", { term: { "http.request.id": "r1" } })).toBe(1);
  expect(await status(reader, "PUT", `/${access}/_create/2`, event)).toBe(403);
  expect(await status(reader, "DELETE", `/${access}`)).toBe(403);
  expect(await status(reader, "GET", "/.security/_search")).toBe(403);
});

test("the key for alerts reads, adds alerts, and keeps indices of its own", async () => {
  const { alerting } = keys;
  expect(await count(alerting, access, { match_all: {} })).toBe(1);
  expect(await status(alerting, "PUT", `/${alerts}/_create/1`, event)).toBe(201);
  expect(await status(alerting, "PUT", `/${access}/_create/3`, event)).toBe(403);
  const own = "/portcullis-elastalert-test_status";
  expect(await status(alerting, "PUT", own, { mappings: { properties: { at: { type: "date" } } } })).toBe(
    200,
  );
  expect(await status(alerting, "PUT", `${own}/_doc/1`, { at: 1 })).toBe(201);
  expect(await status(alerting, "DELETE", own)).toBe(200);
  expect(await status(alerting, "PUT", "/other/_doc/1", event)).toBe(403);
});

test("indexes the fields that are known, and keeps others and wrong ones with their event", async () => {
  const { writer, reader, alerting } = keys;
  const odd = {
    ...event,
    source: { ip: "nobody" },
    unforeseen: { "a.b": { c: 1 } },
    message: "Login of carol",
  };
  expect(await status(writer, "PUT", `/${access}/_create/odd`, odd)).toBe(201);
  expect(await status(server.administrator, "POST", `/${access}/_refresh`)).toBe(200);
  expect(await count(reader, access, { term: { "source.ip": "192.0.2.0/24" } })).toBe(1);
  expect(await count(reader, access, { match: { message: "carol" } })).toBe(1);
  expect(await count(reader, access, { term: { _ignored: "source.ip" } })).toBe(1);
  expect(await count(reader, access, { exists: { field: "unforeseen" } })).toBe(0);
  const { body } = await server.ask(alerting, "GET", `/${access}/_mapping`);
  expect(JSON.stringify(body)).not.toContain("unforeseen");
});

test("Kibana's accounts have their passwords and roles", async () => {
  const me = async (user: string, password: string): Promise<unknown> =>
    (await server.ask(basic(user, password), "GET", "/_security/_authenticate")).body;
  const { kibana, account } = server.passwords;
  expect(await me("kibana_system", kibana)).toMatchObject({ roles: ["kibana_system"] });
  expect(await me("portcullis-kibana", account)).toMatchObject({
    roles: ["kibana_admin", "portcullis-logs-test-alerting"],
  });
});

test("applied again, changes nothing; what somebody changed by hand is mended", async () => {
  expect(await apply(server.first, server.setupBundle())).toMatch(/unchanged/);
  expect(await server.control("apply")).toMatch(/^unchanged$/m);
  const role = "/_security/role/portcullis-logs-test-reader";
  expect(await status(server.administrator, "PUT", role, { cluster: ["all"] })).toBe(200);
  expect(await server.control("apply")).toMatch(/^changed: role portcullis-logs-test-reader$/m);
  expect(await server.control("apply")).toMatch(/^unchanged$/m);
});

test("a key's place is taken by another of its name; invalidated, it opens nothing", async () => {
  const former = await server.key("writer", "rotated");
  const key = await server.key("writer", "rotated");
  expect(await status(former, "GET", "/")).toBe(401);
  expect(await status(key, "GET", "/")).toBe(200);
  await server.control("invalidate-key", "rotated");
  expect(await status(key, "GET", "/")).toBe(401);
  await server.control("invalidate-key", "rotated");
});

test("sets up a server that exists, by an account that somebody made there", async () => {
  const password = "operator-Vb4kXe7mWq2nTz9y";
  const cluster = ["manage_index_templates", "manage_security", "monitor", "cluster:admin/repository/*"];
  const logs = { names: ["logs-portcullis.*-other"], privileges: ["all"] };
  await server.ask(server.administrator, "PUT", "/_security/role/operator", { cluster, indices: [logs] });
  await server.ask(server.administrator, "PUT", "/_security/user/operator", {
    password,
    roles: ["operator"],
  });
  const urls = [`https://${server.first.address}:9200`];
  const known = { urls, authority: server.authority.pem, user: "operator", password };
  await apply(
    server.first,
    renderElasticsearchSetup(
      { ...server.settings, existing: { url: urls[0]!, user: "operator", password } },
      known,
      "other",
      1,
    ),
  );
  expect(await status(server.administrator, "GET", "/_index_template/portcullis-logs-other")).toBe(200);
  await expect(server.control("apply")).resolves.toMatch(/^unchanged$/m);
  await apply(server.first, server.setupBundle());
});

test("a snapshot holds the events, and gives them back", async () => {
  const repository = "/_snapshot/portcullis-logs-test";
  const made = await server.ask(server.administrator, "PUT", `${repository}/first?wait_for_completion=true`, {
    indices: ["logs-portcullis.*-test"],
    include_global_state: false,
  });
  expect(made.body).toMatchObject({ snapshot: { state: "SUCCESS" } });
  const renamed = {
    rename_pattern: "logs-portcullis.(.+)-test",
    rename_replacement: "logs-restored.$1-test",
  };
  const back = await server.ask(
    server.administrator,
    "POST",
    `${repository}/first/_restore?wait_for_completion=true`,
    { indices: [access], include_global_state: false, ...renamed },
  );
  expect(back).toMatchObject({ status: 200 });
  expect(await count(server.administrator, "logs-restored.access-test", { match_all: {} })).toBe(2);
});

test("keeps everything over a restart, and after it was killed", async () => {
  const counted = (): Promise<number> => count(keys.reader, access, { match_all: {} });
  for (const command of ["restart", "kill --signal=KILL"]) {
    await root(server.first, `systemctl ${command} ${elasticsearchUnit}`);
    await until(async () => (await counted().catch(() => 0)) === 2, {
      limitSeconds: 120,
      what: "the events",
    });
  }
});

test("runs as a user of its own, confined, with a heap of a fixed size", async () => {
  const show = (property: string): Promise<string> =>
    root(server.first, `systemctl show --value --property=${property} ${elasticsearchUnit}`);
  const main = (await show("MainPID")).trim();
  const processes = await root(server.first, "ps -eo user:40,args --no-headers | grep '[-]Xmx512m'");
  expect(processes).toMatch(/^portcullis-elasticsearch .*-Xms512m -Xmx512m/);
  expect(await root(server.first, `grep -E '^(CapEff|NoNewPrivs|Seccomp):' /proc/${main}/status`)).toMatch(
    /NoNewPrivs:\t1[\s\S]*Seccomp:\t2/,
  );
  const exposure = await root(
    server.first,
    `systemd-analyze security --no-pager ${elasticsearchUnit} | tail -1`,
  );
  expect(Number(/: ([0-9.]+) /.exec(exposure)?.[1])).toBeLessThan(3);
});

/** An instance's metadata, as far as a role needs them. */
const metadata = `
import http.server, json
says = {"/latest/meta-data/placement/region": "eu-central-1", "/latest/meta-data/iam/security-credentials/": "logs"}
says["/latest/meta-data/iam/security-credentials/logs"] = json.dumps(
    {"AccessKeyId": "ASIA", "SecretAccessKey": "a-secret", "Token": "a-token", "Expiration": "2030-01-01T00:00:00Z"})
class Metadata(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(says.get(self.path, "session").encode())
    do_PUT = do_GET
http.server.HTTPServer(("127.0.0.1", 8169), Metadata).serve_forever()
`;

test("a service of root's hands the instance's role to the server's user, and to nobody else", async () => {
  const program = Buffer.from(metadata).toString("base64");
  await root(server.first, `systemd-run --quiet --unit=metadata python3 -c "$(echo ${program} | base64 -d)"`);
  const dropIn = {
    path: `/etc/systemd/system/${roleUnit}.d/test.conf`,
    content: "[Service]\nEnvironment=PORTCULLIS_METADATA=http://127.0.0.1:8169\n",
  };
  await apply(server.first, {
    name: "role",
    files: [...renderRoleFiles(), dropIn],
    services: [{ unit: roleUnit }],
  });
  const ask = (user: string): Promise<string> =>
    root(
      server.first,
      `runuser -u ${user} -- curl --silent --write-out ' %{http_code}' http://127.0.0.1:9270/`,
    );
  const given = await ask("portcullis-elasticsearch");
  expect(given).toMatch(/"SecretAccessKey": "a-secret".* 200$/);
  for (const user of ["nobody", "root"]) expect(await ask(user)).toBe('{"message": "not for this user"} 403');
  expect(await root(server.first, "cat /run/portcullis-elasticsearch-role/environment")).toBe(
    "AWS_REGION=eu-central-1\n",
  );
});

test("secrets are in no argument, environment, log or file that others can read", async () => {
  const decoded = Object.values(keys).map((key) =>
    Buffer.from(key.slice("ApiKey ".length), "base64").toString(),
  );
  const secrets = [
    ...Object.values(server.passwords),
    ...decoded.map((key) => key.split(":")[1]!),
    ...Object.values(keys),
  ];
  // Handed over by a file, so that the search finds none of itself.
  const patterns = join(server.first.rootDir, "root/patterns");
  writeFileSync(patterns, `${secrets.join("\n")}\n`, { mode: 0o600 });
  const found = await root(
    server.first,
    [
      "grep -laFf /root/patterns /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null || :",
      "journalctl --no-pager | grep -cFf /root/patterns || :",
      "find /etc /usr/local /var /run /tmp /srv /home -xdev -type f -perm -o=r -exec grep -lFf /root/patterns {} + || :",
      // The search would find them where they are.
      "grep -cFf /root/patterns /etc/portcullis/elasticsearch-setup/access.json",
    ].join("\n"),
  );
  rmSync(patterns);
  expect(found).toBe("0\n1\n");
  expect(await root(server.first, `stat -c '%a %U:%G' ${paths.key} ${paths.users} ${paths.access}`)).toBe(
    "640 root:portcullis-elasticsearch\n640 root:portcullis-elasticsearch\n600 root:root\n",
  );
});
