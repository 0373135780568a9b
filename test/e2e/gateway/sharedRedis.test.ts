import { renderDemoApi } from "../../../components/demo/render";
import { renderTyk } from "../../../components/gateway/tyk/render";
import type { Bundle } from "../../../components/host/bundle";
import { platforms } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";
import { serveExecutable } from "../../../local/serveExecutable";
import { ensureTyk } from "../../../local/tyk";
import { send } from "../bundle/direct";
import { type LocalHost, openEnvironment, type TestEnvironment } from "../support";
import { Caller } from "./caller";
import { root } from "./edgeHost";
import { type Asker, askerOf, statusesAtLimit } from "./matrix";
import { control, good, orders, redisPassword, secrets } from "./tykPlan";

const redisName = "counts.example.test";
const plan = {
  ...orders,
  limitStore: "redis" as const,
  redis: { host: redisName, port: 6379, username: "default", database: 0 },
};
const authority = "/usr/local/share/ca-certificates/counts.crt";

let environment: TestEnvironment;
/** The first one has the Redis as well. */
const gateways: LocalHost[] = [];
let callers: Caller[] = [];
let askers: Asker[];
/** What a host said to its gateway before it trusted Redis's authority. */
let untrusted: { code: number; stderr: string };

/** Redis as ElastiCache offers it: TLS alone, one password, and no commands that administer it. */
async function startRedis(host: LocalHost): Promise<string> {
  const key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
  const configuration = [
    "bind 0.0.0.0",
    "port 0",
    "tls-port 6379",
    "tls-cert-file /etc/redis/tls.pem",
    "tls-key-file /etc/redis/tls.key",
    "tls-ca-cert-file /etc/redis/ca.pem",
    "tls-auth-clients no",
    "supervised systemd",
    "daemonize no",
    'save ""',
    "maxmemory-policy volatile-ttl",
    `user default on >${redisPassword} ~* &* +@all -@admin -migrate`,
  ].join("\\n");
  await root(
    host,
    [
      "set -e",
      "apt-get -q update >/dev/null",
      "DEBIAN_FRONTEND=noninteractive apt-get -qy --no-install-recommends install redis-server >/dev/null 2>&1",
      "cd /etc/redis",
      `openssl req -x509 ${key} -days 2 -subj '/CN=Counts CA' -keyout ca.key -out ca.pem 2>/dev/null`,
      `openssl req ${key} -subj '/CN=counts' -keyout tls.key -out tls.csr 2>/dev/null`,
      `printf 'subjectAltName=DNS:${redisName}\\n' >tls.ext`,
      "openssl x509 -req -in tls.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile tls.ext -out tls.pem 2>/dev/null",
      `printf '${configuration}\\n' >redis.conf`,
      "chown redis:redis tls.key redis.conf",
      "systemctl restart redis-server",
    ].join("\n"),
  );
  return root(host, "cat /etc/redis/ca.pem");
}

async function apply(host: LocalHost, bundle: Bundle): Promise<void> {
  const { code, stderr } = await send(host, "apply", bundle);
  if (code !== 0) throw new Error(stderr);
}

beforeAll(async () => {
  const build = await ensureTyk();
  environment = await openEnvironment("shared");
  for (const name of ["api-1", "api-2"])
    gateways.push(await environment.startHost({ name, release: "bookworm" }));
  const download = await serveExecutable(build, (await environment.environment.bringUp()).gateway);
  try {
    const binary = { url: download.url, sha256: download.sha256 };
    const gateway = renderTyk(plan, secrets, control, { binary }, platforms["debian-12"]);
    const demoApi = renderDemoApi(resolve("demoApi", {}));
    const [first, second] = gateways as [LocalHost, LocalHost];
    const prepare = async (host: LocalHost): Promise<void> => {
      await root(host, `echo '${first.address} ${redisName}' >>/etc/hosts`);
      await apply(host, demoApi);
    };
    const redis = prepare(first).then(() => startRedis(first));
    const [ca] = await Promise.all([redis, prepare(second)]);
    untrusted = await send(second, "apply", gateway);
    await Promise.all(
      gateways.map(async (host) => {
        await root(host, `printf '%s\\n' '${ca.trim()}' >${authority} && update-ca-certificates >/dev/null`);
        await apply(host, gateway);
      }),
    );
  } finally {
    await download.close();
  }
  callers = gateways.map((host) => new Caller(host));
  askers = callers.map((caller) => askerOf(() => caller, 8000));
});
afterAll(async () => {
  await Promise.all(callers.map((caller) => caller.close()));
  await environment?.dispose();
});

test("a gateway brings no Redis of its own", async () => {
  await expect(root(gateways[1]!, "systemctl cat redis-server.service")).rejects.toThrow(/No files found/);
});

test("a Redis of an authority that nobody trusts gets no password", () => {
  expect(untrusted.code).not.toBe(0);
  expect(untrusted.stderr).toMatch(/certificate verify failed|portcullis-tyk-credentials/);
});

test.each([
  ["one at a time", 1, good.batch],
  ["20 at a time on each", 20, good.partner],
])("a limit is exact over both gateways: %s", async (_, parallel, token) => {
  const each = await Promise.all(askers.map((ask) => statusesAtLimit(ask, token, parallel)));
  const statuses = each.flat();
  expect(statuses.filter((status) => status === 200)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(75);
});

test("what keeps the counts short reaches it as well", async () => {
  for (const host of gateways)
    expect(await root(host, "systemctl is-active portcullis-tyk-counts")).toBe("active\n");
});
