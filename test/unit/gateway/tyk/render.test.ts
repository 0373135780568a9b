import { createHash } from "node:crypto";
import type { PlanConsumer } from "../../../../components/gateway/plan";
import type { GatewaySecrets } from "../../../../components/gateway/secrets";
import { gateId } from "../../../../components/gateway/tyk/gates";
import { renderTyk } from "../../../../components/gateway/tyk/render";
import { renderSessions, sessionKey } from "../../../../components/gateway/tyk/sessions";
import { platforms } from "../../../../components/host/platform";
import type { ResolvedGatewayTyk } from "../../../../components/model/types";
import { plan, route } from "./plan";

const settings: ResolvedGatewayTyk = {
  binary: { url: "https://files.example.test/tyk", sha256: "a".repeat(64) },
};
const consumers: PlanConsumer[] = [
  { name: "batch", roles: ["reader"], jwt: { algorithm: "RS256", publicKeys: [] }, apiKey: true },
  { name: "legacy", roles: [], jwt: { algorithm: "HS256", publicKeys: [] }, apiKey: false },
];
const secrets: GatewaySecrets = {
  consumers: {
    batch: {
      jwt: [{ id: "batch-1", algorithm: "RS256", pem: "PEM" }],
      apiKeys: [{ id: "batch-key", key: "canary-api-key" }],
    },
    legacy: { jwt: [{ id: "legacy-1", algorithm: "HS256", secret: "canary-hmac-secret" }], apiKeys: [] },
  },
  redisPassword: "canary-redis-password",
};
const byToken = route("GET", "/orders", { limits: { rate: { second: 3 }, quota: 100, by: "consumer" } });
const byKey = route("POST", "/orders", { access: { kind: "apiKey", roles: [] } });
const api = plan([byToken, byKey]).apis[0]!;
const render = (of = plan([byToken, byKey], consumers)): ReturnType<typeof renderTyk> =>
  renderTyk(of, secrets, "canary-control-secret", settings, platforms["debian-12"]);

interface Session {
  access_rights: Record<
    string,
    { limit?: { rate: number; per: number; quota_max: number }; allowance_scope?: string }
  >;
  jwt_data: { secret: string };
}

test("lets each credential in at the gates of its own kind alone", () => {
  const sessions = renderSessions(plan([byToken, byKey], consumers), secrets) as Record<string, Session>;
  const rights = (credential: string): string[] =>
    Object.keys(sessions[sessionKey(credential)]!.access_rights).filter((id) => id !== "none");
  expect(rights("batch-1")).toEqual([gateId(api, byToken, { family: "rsa" })]);
  expect(rights("legacy-1")).toEqual([gateId(api, byToken, { family: "hmac" })]);
  expect(rights("canary-api-key")).toEqual([gateId(api, byKey, { family: "key" })]);
  expect(sessions[sessionKey("canary-api-key")]!.jwt_data.secret).toBe("");
});

test("gives no session a right to everything, even where it has none", () => {
  const sessions = renderSessions(plan([byToken], consumers), secrets) as Record<string, Session>;
  expect(Object.keys(sessions[sessionKey("canary-api-key")]!.access_rights)).toEqual(["none"]);
});

test("counts an operation with a limit of its own apart from the others", () => {
  const sessions = renderSessions(
    plan([byToken, route("GET", "/a"), route("GET", "/b")], consumers),
    secrets,
  );
  const own = (sessions as Record<string, Session>)[sessionKey("batch-1")]!.access_rights;
  const scopes = Object.values(own).map(({ allowance_scope }) => allowance_scope);
  expect(new Set(scopes.filter(Boolean)).size).toBe(2);
  expect(own[gateId(api, byToken, { family: "rsa" })]!.limit).toMatchObject({
    rate: 3,
    per: 1,
    quota_max: 100,
  });
});

test("knows credentials by the hash of what Tyk wraps them in", () => {
  const wrapped = Buffer.from('{"org":"=portcullis","id":"k","h":"sha256"}').toString("base64");
  expect(sessionKey("k")).toBe(`apikey-${createHash("sha256").update(wrapped).digest("hex")}`);
});

test("keeps secrets in secret files, and API keys out of all", () => {
  const { files, ...others } = render();
  const open = JSON.stringify([others, files.filter(({ secret }) => secret !== true)]);
  expect(open).not.toContain("canary");
  expect(JSON.stringify(files)).not.toContain("canary-api-key");
  expect(JSON.stringify(files)).toContain("canary-redis-password");
});

// Each of these is dangerous as Tyk 4.3 has it, or as its sample configuration does.
test.each<[what: string, expected: object]>([
  ["listens on loopback alone", { listen_address: "127.0.0.1" }],
  ["has a control interface of its own, not one that clients reach", { control_api_port: 8001 }],
  ["has a secret of its own", { secret: "canary-control-secret", node_secret: "canary-control-secret" }],
  ["hashes keys by a hash that is one", { hash_keys: true, hash_key_function: "sha256" }],
  ["counts exactly", { enable_redis_rolling_limiter: true, enable_non_transactional_rate_limiter: false }],
  ["forgets withdrawn keys at once", { local_session_cache: { disable_cached_session_state: true } }],
  ["makes no key without rights", { allow_master_keys: false }],
  ["says nothing of itself", { hide_generator_header: true }],
  ["runs no scripts", { enable_jsvm: false, coprocess_options: { enable_coprocess: false } }],
  ["loads nothing from elsewhere", { enable_bundle_downloader: false, allow_remote_config: false }],
  ["keeps no record of requests", { enable_analytics: false, enable_key_logging: false }],
  ["verifies upstreams", { proxy_ssl_insecure_skip_verify: false, jwt_ssl_insecure_skip_verify: false }],
  ["does not redirect odd paths", { http_server_options: { skip_url_cleaning: true } }],
  ["shows no profiles", { enable_http_profiler: false }],
  ["answers unknown keys by 401", { override_messages: { "auth.key_not_found": { code: 401 } } }],
])("%s", (_, expected) => {
  const { content } = render().files.find(({ path }) => path.endsWith("/tyk.conf"))!;
  expect(JSON.parse(content)).toMatchObject(expected);
});

test("confines a gateway of loopback upstreams to loopback, and lets others out", () => {
  const unit = (of = plan([byToken])): string =>
    render(of).files.find(({ path }) => path.endsWith("/portcullis-tyk.service"))!.content;
  expect(unit()).toMatch(/^IPAddressDeny=any$/m);
  expect(unit(plan([byToken], [], { upstreams: ["https://orders.example.test"] }))).not.toContain(
    "IPAddressDeny",
  );
});

test("gives Redis a password, loopback, and no commands that change it", () => {
  const { content } = render().files.find(({ path }) => path.endsWith("/redis.conf"))!;
  expect(content).toMatch(/^bind 127\.0\.0\.1$/m);
  expect(content).toMatch(/^user default off$/m);
  expect(content).toMatch(/^user tyk on >canary-redis-password .*-@admin -@dangerous/m);
  // Tyk lets pass what a full Redis refuses to count.
  expect(content).toMatch(/^maxmemory-policy volatile-ttl$/m);
  const bad = { ...secrets, redisPassword: "a password with\nline breaks" };
  expect(() => renderTyk(plan([byToken]), bad, "c", settings, platforms["debian-12"])).toThrow(
    /password of Redis/,
  );
});

test.each<[what: string, of: ReturnType<typeof plan>, keep: number]>([
  ["the largest rate", plan([byToken, byKey]), 1000],
  ["that of an operation alone", plan([byToken]), 3],
  ["nothing without a rate", plan([], []), 0],
  [
    "the largest rate there can be in another's Redis",
    {
      ...plan([byToken]),
      redis: { host: "redis.example.test", port: 6380, database: 2, username: "limits" },
    },
    10_000,
  ],
])("remembers as many calls as decide: %s", (_, of, keep) => {
  const { content } = render(of).files.find((file) => file.path.endsWith("/portcullis-tyk-counts.service"))!;
  expect(content).toMatch(new RegExp(`^ExecStart=.* trim .* ${keep}$`, "m"));
});

test("uses no Redis of its own where one is named", () => {
  const { files, services } = render({
    ...plan([byToken]),
    redis: { host: "redis.example.test", port: 6380, database: 2, username: "limits" },
  });
  expect(files.map(({ path }) => path)).not.toContain("/etc/portcullis/tyk/redis.conf");
  expect(services!.map(({ unit }) => unit)).not.toContain("redis-server.service");
  const { content } = files.find(({ path }) => path.endsWith("/tyk.conf"))!;
  expect(JSON.parse(content)).toMatchObject({
    storage: {
      host: "redis.example.test",
      port: 6380,
      username: "limits",
      use_ssl: true,
      ssl_insecure_skip_verify: false,
    },
  });
});

test.each<[what: string, of: ReturnType<typeof plan>, message: RegExp]>([
  [
    "two periods",
    plan([route("GET", "/a", { limits: { rate: { second: 1, minute: 2 }, by: "consumer" } })]),
    /counts one period an operation, orders\.get-a has second, minute: keep one/,
  ],
  [
    "a rate of too many",
    plan([route("GET", "/a", { limits: { rate: { hour: 10_001 }, by: "consumer" } })]),
    /counts up to 10000 requests a period, orders\.get-a has 10001 a hour: take a shorter period, a quota, or kong/,
  ],
  [
    "a rate of too many for all of an API",
    plan([route("GET", "/a")], [], { limits: { rate: { day: 20_000 }, by: "consumer" } }),
    /^(?!.*orders\.get-a)[\s\S]*orders has 20000 a day/,
  ],
  [
    "addresses",
    plan([route("GET", "/a", { limits: { rate: { minute: 2 }, by: "address" } })]),
    /does not count by address, as orders\.get-a asks for: limit it at the edge/,
  ],
  ["public limits", plan([route("GET", "/a", { access: { kind: "public" } })]), /does not count by address/],
  [
    "EdDSA",
    plan(
      [],
      [
        {
          name: "p",
          roles: [],
          jwt: { algorithm: "ES256", publicKeys: [{ id: "p-1", algorithm: "EdDSA", pem: "" }] },
          apiKey: false,
        },
      ],
    ),
    /does not verify EdDSA, as key p-1 of p is/,
  ],
  [
    "PS256 of an issuer",
    {
      ...plan([]),
      issuers: [
        {
          name: "login",
          issuer: "https://login.example.test",
          audience: "https://orders.example.test",
          algorithms: ["RS256", "PS256"],
          publicKeys: [],
          maximumLifetime: 3600,
          scopes: {},
        },
      ],
    },
    /does not verify PS256, which issuer login may use: leave it out of its algorithms/,
  ],
  [
    "different rules for web pages",
    {
      ...plan([]),
      apis: [
        ...plan([]).apis,
        {
          ...plan([]).apis[0]!,
          name: "z",
          cors: {
            origins: ["https://a.test"],
            headers: [],
            exposedHeaders: [],
            credentials: false,
            maxAge: 1,
          },
        },
      ],
    },
    /orders and z need the same cors/,
  ],
])("refuses what Tyk cannot do: %s", (_, of, message) => {
  expect(() => render(of)).toThrow(message);
});

test("installs a package of one version, from a repository whose key is the one expected", () => {
  const repository: ResolvedGatewayTyk = {
    package: {
      repository: "https://packages.example.test/tyk",
      suite: "bookworm",
      component: "main",
      signingKey: "https://packages.example.test/key.asc",
      fingerprint: "AB".repeat(20),
      version: "5.3.0",
    },
  };
  const { files, prepare } = renderTyk(plan([byToken]), secrets, "c", repository, platforms["debian-12"]);
  const text = (end: string): string => files.find(({ path }) => path.endsWith(end))!.content;
  expect(text(".sources")).toContain("Signed-By: /etc/apt/keyrings/portcullis-tyk.gpg");
  expect(text("preferences.d/portcullis-tyk")).toMatch(
    /Package: \*\nPin: origin packages\.example\.test\nPin-Priority: -1/,
  );
  expect(prepare!.join("\n")).toMatch(
    /(AB){20}[\s\S]*tyk-gateway=5\.3\.0[\s\S]*disable --quiet --now tyk-gateway/,
  );
});

test("is for Debian and Ubuntu", () => {
  expect(() => renderTyk(plan([byToken]), secrets, "c", settings, platforms["rocky-9"])).toThrow(
    /on Debian and Ubuntu alone/,
  );
});
