import { setTimeout as delay } from "node:timers/promises";
import { renderTyk } from "../../../components/gateway/tyk/render";
import { platforms } from "../../../components/host/platform";
import { serveExecutable } from "../../../local/serveExecutable";
import { ensureTyk } from "../../../local/tyk";
import { send } from "../bundle/direct";
import { hostExec, type LocalHost, openEnvironment, type TestEnvironment, until } from "../support";
import { type Answer, Caller } from "./caller";
import { OauthClient } from "./oauthClient";
import {
  audience,
  elsewhere,
  forged,
  keys,
  login,
  minuteLimit,
  operations,
  partner,
  plan,
  secret,
} from "./oauthPlan";
import { AuthorizationServer, makeServerCertificate, serverName } from "./oauthServer";
import { from, token } from "./tokens";
import { control, echo, redisPassword } from "./tykPlan";

let environment: TestEnvironment;
let host: LocalHost;
let caller: Caller;
let server: AuthorizationServer;
let partnerServer: AuthorizationServer;
let client: OauthClient;

const ask = (path: string, bearer: string, headers: string[] = []): Promise<Answer> =>
  caller.call({
    port: 8000,
    method: "GET",
    path,
    headers: ["Host", "api.example.test", "Authorization", `Bearer ${bearer}`, ...headers],
  });
const machine = (id: string, scope = "", from = client, resource = audience): Promise<string> =>
  from.clientCredentials(id, secret, resource, scope);
async function root(command: string): Promise<string> {
  const { code, stdout, stderr } = await hostExec(host, ["sh", "-c", command]);
  if (code !== 0) throw new Error(`${command}: ${stderr}${stdout}`);
  return stdout;
}
const decoded = (bearer: string, part: 0 | 1): Record<string, unknown> =>
  JSON.parse(Buffer.from(bearer.split(".")[part]!, "base64url").toString()) as Record<string, unknown>;

/** Lets the gateway know a subject: what it counts before, in calls that overlap, it may count twice. */
async function meet(sub: string): Promise<void> {
  expect(await ask("/any", forged({ sub }))).toMatchObject({ status: 200 });
}

/** Calls with a token for as long as `work` takes, and tells the answers that came beside 200. */
async function during(bearer: () => string, work: () => Promise<void>): Promise<Answer[]> {
  const others: Answer[] = [];
  let calls = 0;
  let done = false;
  const traffic = (async () => {
    while (!done || calls < 20) {
      const answer = await ask("/any", bearer());
      if (answer.status !== 200) others.push(answer);
      calls++;
    }
  })();
  try {
    await work();
  } finally {
    done = true;
    await traffic;
  }
  return others;
}

beforeAll(async () => {
  const build = await ensureTyk();
  environment = await openEnvironment("oauth");
  host = await environment.startHost({ name: "gateway", release: "bookworm" });
  const place = await environment.environment.startClient("login");
  const certificate = makeServerCertificate();
  server = new AuthorizationServer(place, certificate, login);
  partnerServer = new AuthorizationServer(place, certificate, partner);
  await Promise.all([server.start(), partnerServer.start()]);
  client = new OauthClient(server);
  const encoded = Buffer.from(certificate.ca).toString("base64");
  await root(
    `echo '${place.address} ${serverName}' >>/etc/hosts
    printf %s '${encoded}' | base64 -d >/usr/local/share/ca-certificates/test.crt
    update-ca-certificates`,
  );
  const program = Buffer.from(echo).toString("base64");
  await root(`systemd-run --quiet --unit=echo python3 -c "$(printf %s '${program}' | base64 -d)"`);
  const download = await serveExecutable(build, (await environment.environment.bringUp()).gateway);
  try {
    const settings = { binary: { url: download.url, sha256: download.sha256 } };
    const secrets = { consumers: {}, redisPassword };
    const bundle = renderTyk(plan, secrets, control, settings, platforms["debian-12"]);
    const { code, stderr } = await send(host, "apply", bundle);
    if (code !== 0) throw new Error(stderr);
  } finally {
    await download.close();
  }
  caller = new Caller(host);
  await until(
    async () => (await ask("/shared", forged({ iss: partner.issuer }, {}, keys.partner))).status === 200,
    {
      limitSeconds: 120,
      what: "the keys of the partner to be known",
    },
  );
  await until(async () => (await ask("/any", forged())).status === 200, {
    limitSeconds: 120,
    what: "the keys of the server to be known",
  });
});
afterAll(async () => {
  await caller?.close();
  await server?.stop();
  await partnerServer?.stop();
  await environment?.dispose();
});

test("lets a client's own tokens in, of either algorithm, and tells the upstream whose they are", async () => {
  for (const id of ["reports", "reports-es"]) {
    const bearer = await machine(id, "orders:read");
    expect(decoded(bearer, 0)).toMatchObject({ typ: "at+jwt", alg: id === "reports" ? "RS256" : "ES256" });
    const answer = await ask("/read", bearer, ["X-Consumer-Username", "admin", "X-Portcullis-Scope", "x"]);
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body).toMatch(new RegExp(`^x-consumer-username: issuer\\.login:${id}$`, "im"));
    expect(answer.body).not.toMatch(/authorization|portcullis|admin/i);
  }
});

test("lets a user's tokens in that a client got by a code with PKCE, and by no other code verifier", async () => {
  const bearer = await client.authorizationCode("web", "alice", audience, "orders:read");
  expect(decoded(bearer, 1)).toMatchObject({ sub: "alice", client_id: "web", scope: "orders:read" });
  const answer = await ask("/read", bearer);
  expect(answer).toMatchObject({ status: 200 });
  expect(answer.body).toMatch(/^x-consumer-username: issuer\.login:alice$/im);
  expect(await ask("/write", bearer)).toMatchObject({ status: 403 });
  const stolen = client.authorizationCode("web", "alice", audience, "orders:read", "x".repeat(43));
  await expect(stolen).rejects.toThrow(/400 .*invalid_grant/);
});

test("knows roles by scopes: every combination, at every operation", async () => {
  const insufficient = { "www-authenticate": 'Bearer error="insufficient_scope"' };
  for (const scope of ["", "orders:read", "orders:write", "orders:read orders:write", "orders:other"]) {
    const bearer = await machine("import", scope);
    const held = scope.split(" ");
    for (const [path, needed] of Object.entries({ ...operations, "/auditors": ["nobody's"] })) {
      const allowed = needed.length === 0 || needed.some((one) => held.includes(one));
      const { status, headers } = await ask(path, bearer, ["X-Portcullis-Scope", "orders:read orders:write"]);
      expect({ scope, path, status }).toEqual({ scope, path, status: allowed ? 200 : 403 });
      if (!allowed) expect(headers).toMatchObject(insufficient);
    }
  }
});

test("takes no token that is meant for somebody else, and none whose time is over", async () => {
  expect(await ask("/any", await machine("reports", "", client, elsewhere))).toMatchObject({ status: 401 });
  const brief = await machine("hasty");
  await until(async () => (await ask("/any", brief)).status === 401, {
    limitSeconds: 60,
    what: "the token to expire",
  });
});

test("tells issuers apart where an operation takes tokens of several", async () => {
  const own = await machine("reports", "orders:read");
  const others = await machine("reports", "orders:read", new OauthClient(partnerServer));
  const fixed = forged({ iss: "https://fixed.example.test", sub: "reports" }, {}, keys.fixed);
  for (const [bearer, issuer, read] of [
    [own, "login", 200],
    [others, "partner", 403],
    [fixed, "fixed", 200],
  ] as const) {
    const answer = await ask("/shared", bearer);
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body).toMatch(new RegExp(`^x-consumer-username: issuer\\.${issuer}:reports$`, "im"));
    expect(await ask("/shared/read", bearer)).toMatchObject({ status: read });
  }
  // Good tokens, but not where only the other issuer's are taken.
  expect(await ask("/any", others)).toMatchObject({ status: 403 });
  expect(await ask("/any", fixed)).toMatchObject({ status: 403 });
});

// 403 where the signature or key is at fault, or the subject is missing: Tyk has no other answer, an edge mends it.
test.each<[what: string, status: number, make: () => string]>([
  ["another issuer", 401, () => forged({ iss: "https://elsewhere.example.test" })],
  ["the issuer with a slash", 401, () => forged({ iss: `${login.issuer}/` })],
  ["no issuer", 401, () => forged({ iss: undefined })],
  ["a list of issuers", 401, () => forged({ iss: [login.issuer] })],
  ["another audience", 401, () => forged({ aud: elsewhere })],
  ["an audience that holds the right one", 401, () => forged({ aud: `x,${audience}` })],
  ["no audience", 401, () => forged({ aud: undefined })],
  ["expired", 401, () => forged({ exp: from(-1) })],
  ["no exp", 401, () => forged({ exp: undefined })],
  ["no iat", 401, () => forged({ iat: undefined })],
  ["issued in an hour", 401, () => forged({ iat: from(3600) })],
  ["not valid yet", 401, () => forged({ nbf: from(3600) })],
  ["no subject", 403, () => forged({ sub: undefined })],
  ["an empty subject", 403, () => forged({ sub: "" })],
  ["a subject with a line break", 401, () => forged({ sub: "alice\r\nX-Admin: 1" })],
  ["a subject with blanks", 401, () => forged({ sub: "alice bob" })],
  ["a key of another issuer", 403, () => forged({}, {}, keys.partner)],
  ["the signature of another key", 403, () => forged({}, { kid: "login-rsa-1" }, keys.partner)],
  ["an unknown key", 403, () => forged({}, { kid: "nobody's" })],
  ["no key id", 401, () => forged({}, { kid: undefined })],
  ["an algorithm of the same kind", 401, () => forged({}, { alg: "RS512" })],
  ["a key of another kind", 403, () => forged({}, { kid: "login-ec-1" })],
  ["no algorithm", 401, () => forged({}, { alg: "none" }).replace(/[^.]+$/, "")],
  [
    "HS256 with the public key",
    401,
    () => token({ alg: "HS256", kid: "login-rsa-1" }, { sub: "alice" }, keys.fixed.publicPem),
  ],
])("refuses: %s", async (_, status, make) => {
  expect(await ask("/any", make())).toMatchObject({ status });
});

test("answers nothing to a token that was made to break it, and goes on", async () => {
  // The header names a key, but not where it should: the front cannot tell, and Tyk gives up the connection.
  expect(await ask("/any", forged({}, { kid: undefined, x: { kid: "x" } }))).toMatchObject({ status: 0 });
  expect(await ask("/any", forged())).toMatchObject({ status: 200 });
});

test.each<[what: string, scope: unknown, status: number]>([
  ["one among others", "x orders:read y", 200],
  ["none", undefined, 403],
  ["one that begins alike", "orders:readers", 403],
  ["one that ends alike", "my-orders:read", 403],
  ["a list in one scope", "x,orders:read", 403],
  ["a list of several", ["x", "orders:read"], 403],
  ["other letters", "Orders:Read", 403],
])("reads scopes: %s", async (_, scope, status) => {
  expect(await ask("/read", forged({ scope }))).toMatchObject({ status });
});

test("takes an audience among others", async () => {
  expect(await ask("/any", forged({ aud: ["https://a.example.test", audience] }))).toMatchObject({
    status: 200,
  });
});

test("counts each subject for itself, whichever its algorithm and however many call at once", async () => {
  const subjects = ["carol", "dave"];
  const statuses = await Promise.all(
    subjects.map(async (sub) => {
      await meet(sub);
      const bearers = Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0 ? forged({ sub, jti: index }) : forged({ sub, jti: index }, {}, keys.ec),
      );
      return (await Promise.all(bearers.map((bearer) => ask("/limited", bearer)))).map(
        ({ status }) => status,
      );
    }),
  );
  for (const of of statuses) {
    expect(of.filter((status) => status === 200)).toHaveLength(5);
    expect(of.filter((status) => status === 429)).toHaveLength(15);
  }
  // The subject of the same name at another issuer is somebody else.
  const namesake = { iss: "https://fixed.example.test", sub: "carol" };
  expect(await ask("/limited", forged(namesake, {}, keys.fixed))).toMatchObject({ status: 200 });
});

test("lets through what a minute's limit says over 60 s, to one client and to 20 at once, then again", async () => {
  const hammer = async (sub: string, parallel: number): Promise<number[]> => {
    const bearer = forged({ sub });
    await meet(sub);
    const statuses: number[] = [];
    const end = performance.now() + 60_000;
    const one = async (): Promise<void> => {
      do {
        statuses.push((await ask("/minute", bearer)).status);
        // Slow enough for the machine's other work, and far above the limit.
        await delay(50 * parallel);
      } while (performance.now() < end || statuses.length < 2 * minuteLimit);
    };
    await Promise.all(Array.from({ length: parallel }, one));
    return statuses;
  };
  for (const statuses of await Promise.all([hammer("grace", 1), hammer("heidi", 20)])) {
    expect(statuses.filter((status) => status === 200)).toHaveLength(minuteLimit);
    expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
  }
  // Refused calls count as well: these are few enough.
  await until(async () => (await ask("/minute", forged({ sub: "grace" }))).status === 200, {
    limitSeconds: 180,
    everyMilliseconds: 4000,
    what: "the minute to be over",
  });
});

test("lets a subject that it meets for the first time go at most twice as far", async () => {
  const call = async (): Promise<number> => (await ask("/limited", forged({ sub: "ivan" }))).status;
  const statuses = await Promise.all(Array.from({ length: 20 }, call));
  for (let more = 0; more < 6; more++) statuses.push(await call());
  const accepted = statuses.filter((status) => status === 200).length;
  expect(accepted).toBeGreaterThanOrEqual(5);
  expect(accepted).toBeLessThanOrEqual(10);
  expect(statuses.pop()).toBe(429);
});

test("counts quotas, also when credentials are written anew", async () => {
  const bearer = forged({ sub: "erin" });
  const statuses = [];
  for (let i = 0; i < 4; i++) statuses.push((await ask("/quota", bearer)).status);
  expect(statuses).toEqual([200, 200, 200, 403]);
  await root("systemctl restart portcullis-tyk-credentials");
  expect(await ask("/quota", bearer)).toMatchObject({ status: 403 });
  expect(await ask("/quota", forged({ sub: "frank" }))).toMatchObject({ status: 200 });
});

test("forgets subjects some time after their tokens have expired", async () => {
  const ask = `redis-cli --no-auth-warning --user tyk --pass '${redisPassword}'`;
  const lifetimes = await root(`for key in $(${ask} keys 'apikey-*'); do ${ask} ttl "$key"; done`);
  const seconds = lifetimes.trim().split("\n").map(Number);
  expect(seconds.length).toBeGreaterThan(5);
  expect(Math.min(...seconds)).toBeGreaterThan(300);
});

test("keeps the keys in a service that may do nothing else", async () => {
  const exposure = /: ([\d.]+) /.exec(
    await root("systemd-analyze security --no-pager portcullis-issuer-keys.service | grep Overall"),
  );
  expect(Number(exposure![1])).toBeLessThanOrEqual(3);
  const listeners = await root("ss -Hltn 'sport = 8006' | awk '{ print $4 }'");
  expect(listeners.trim()).toBe("127.0.0.1:8006");
  const served = await caller.call({
    port: 8006,
    method: "GET",
    path: "/login",
    headers: ["Host", "127.0.0.1"],
  });
  const set = JSON.parse(served.body) as { keys: Record<string, unknown>[] };
  expect(set.keys.map(({ kid }) => kid)).toEqual(["login-rsa-1", "login-ec-1"]);
});

test("refuses nobody while keys are rotated at the server: published, then used", async () => {
  const former = await machine("reports");
  expect(decoded(former, 0)).toMatchObject({ kid: "login-rsa-1" });
  let bearer = former;
  const refused = await during(
    () => bearer,
    async () => {
      await server.stop();
      await server.start([keys.rsa.jwk, keys.rsaNext.jwk, keys.ec.jwk]);
      // The service looks for keys every minute, Tyk asks the service every four.
      await until(async () => (await ask("/any", forged({}, {}, keys.rsaNext))).status === 200, {
        limitSeconds: 600,
        what: "the next key to be known",
      });
      await server.stop();
      await server.start([keys.rsaNext.jwk, keys.rsa.jwk, keys.ec.jwk]);
      bearer = await machine("reports");
      expect(decoded(bearer, 0)).toMatchObject({ kid: "login-rsa-2" });
      expect(await ask("/any", former)).toMatchObject({ status: 200 });
    },
  );
  expect(refused).toEqual([]);
});

test("goes on while the server is down, also after a restart of everything on the host", async () => {
  const bearer = await machine("reports");
  await server.stop();
  await root("systemctl restart portcullis-issuer-keys");
  expect(await ask("/any", bearer)).toMatchObject({ status: 200 });
  await root("systemctl restart portcullis-issuer-keys portcullis-tyk");
  await until(async () => (await ask("/any", bearer)).status === 200, {
    limitSeconds: 60,
    what: "the gateway to let callers in again",
  });
  const journal = await root("journalctl --no-pager -u portcullis-issuer-keys");
  expect(journal).toMatch(
    /issuer login: https:\/\/login\.example\.test\/\S+ cannot be read: .*; keeping the former keys/,
  );
});
