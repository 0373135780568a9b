import addFormats from "ajv-formats";
import Ajv2020 from "ajv/dist/2020";
import { generateKeyPairSync } from "node:crypto";
import { parse } from "yaml";
import type { KongConfig, KongPlugin, KongRoute } from "../../../../components/gateway/kong/entities";
import { loadedPlugins } from "../../../../components/gateway/kong/kongConf";
import { kongConfig, renderKongYml } from "../../../../components/gateway/kong/kongYml";
import type { GatewaySecrets } from "../../../../components/gateway/secrets";
import { ConfigurationError } from "../../../../components/model/problems";
import { demoPlan, demoSecrets } from "./plan";
import { configSchema, pluginSchemas } from "./pluginSchemas";

const isValid = addFormats(new Ajv2020({ allErrors: true, strict: false })).compile<KongConfig>(configSchema);

function config(...args: Parameters<typeof demoPlan>): KongConfig {
  const made = kongConfig(demoPlan(...args), demoSecrets);
  expect([isValid(made), isValid.errors]).toEqual([true, null]);
  return made;
}

function allRoutes(made: KongConfig): KongRoute[] {
  return [...made.services.flatMap(({ routes }) => routes), ...made.routes];
}

function routeOf(made: KongConfig, name: string): KongRoute {
  const found = allRoutes(made).find((one) => one.name === name);
  if (!found) throw new Error(`no route ${name}`);
  return found;
}

function plugin(plugins: KongPlugin[], name: string): Record<string, unknown> {
  const found = plugins.find((one) => one.name === name);
  if (!found) throw new Error(`no plugin ${name}`);
  return found.config;
}

const create = "orders.createOrder";

describe("what Kong leaves dangerous is written out", () => {
  const jwt = plugin(routeOf(config(), create).plugins, "jwt");
  const keyAuth = plugin(routeOf(config({ authentication: "apiKey" }), create).plugins, "key-auth");

  test("jwt: exp and nbf are verified", () => expect(jwt.claims_to_verify).toEqual(["exp", "nbf"]));
  test("jwt: no token in the URL or a cookie", () => {
    expect(jwt).toMatchObject({ uri_param_names: [], cookie_names: [], header_names: ["authorization"] });
  });
  test("jwt: a longest lifetime", () => expect(jwt.maximum_expiration).toBe(3600));
  test("jwt: keys are found by kid", () => expect(jwt.key_claim_name).toBe("kid"));
  test("jwt: preflights are no way around it", () => expect(jwt.run_on_preflight).toBe(true));
  test("key-auth: no key in the URL or the body", () => {
    expect(keyAuth).toMatchObject({ key_in_query: false, key_in_body: false, key_names: ["x-api-key"] });
  });
  test("key-auth: the upstream does not get the key", () => expect(keyAuth.hide_credentials).toBe(true));
  test("jwt: what it would answer by 500 is refused before", () => {
    const names = routeOf(config(), create).plugins.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["portcullis-bearer", "jwt", "portcullis-token"]));
  });
  test("jwt: neither of two signatures' kinds is left to a token, each credential has one algorithm", () => {
    const secrets = config().consumers.flatMap((one) => one.jwt_secrets ?? []);
    expect(secrets.map(({ key, algorithm }) => [key, algorithm])).toEqual([
      ["app-1", "ES256"],
      ["app-2", "ES256"],
      ["legacy-1", "HS256"],
      ["login-1", "RS256"],
    ]);
  });
  test("bot-detection: HTTP libraries, which consumers' programs use, are no robots", () => {
    const open = routeOf(config({ operations: { listOrders: { public: true } } }), "orders.listOrders");
    expect(plugin(open.plugins, "bot-detection").allow).not.toEqual([]);
  });
  test("no plugin lets failed logins through as somebody anonymous", () => {
    const plugins = allRoutes(config()).flatMap((one) => one.plugins);
    expect(plugins.filter((one) => "anonymous" in one.config)).toEqual([]);
  });
  test("rate-limiting: closed while Redis is gone", () => {
    const limit = plugin(config({}, { limitStore: "redis" }).services[0]!.plugins, "rate-limiting");
    expect(limit).toMatchObject({ fault_tolerant: false, policy: "redis", hide_client_headers: false });
  });
  test("rate-limiting: Redis counts each request by itself, not a bundle of them later", () => {
    const limit = plugin(config({}, { limitStore: "redis" }).services[0]!.plugins, "rate-limiting");
    expect(limit.sync_rate).toBe(-1);
  });
  test("rate-limiting: Redis elsewhere is spoken to over TLS that is verified", () => {
    const redis = { host: "redis.example.com", password: "0123456789abcdef" };
    const limit = plugin(config({}, { limitStore: "redis", redis }).services[0]!.plugins, "rate-limiting");
    expect(limit.redis).toMatchObject({ ssl: true, ssl_verify: true, server_name: "redis.example.com" });
  });
  test("request-size-limiting: in bytes, not 128 MB", () => {
    expect(
      plugin(routeOf(config({ bodyBytes: 4096 }), create).plugins, "request-size-limiting"),
    ).toMatchObject({
      allowed_payload_size: 4096,
      size_unit: "bytes",
    });
  });
  test("cors: named origins, and no plugin without any", () => {
    expect(routeOf(config(), create).plugins.map(({ name }) => name)).not.toContain("cors");
    const cors = plugin(
      routeOf(config({ cors: { origins: ["https://app.example.com"] } }), create).plugins,
      "cors",
    );
    expect(cors).toMatchObject({
      origins: ["https://app.example.com"],
      methods: ["POST"],
      credentials: false,
      preflight_continue: false,
      private_network: false,
    });
  });
  test("acl: exactly one of allow and deny", () => {
    const acl = plugin(routeOf(config({ roles: ["writer"] }), create).plugins, "acl");
    expect(acl.allow).toEqual(["writer"]);
    expect(acl).not.toHaveProperty("deny");
  });
  test("correlation-id: the edge's, not a header of Kong's, and told by the edge alone", () => {
    expect(plugin(config().plugins, "correlation-id")).toMatchObject({
      header_name: "X-Request-Id",
      echo_downstream: false,
    });
  });
  test("file-log: no header, no query, no whole URL", () => {
    const fields = plugin(config().plugins, "file-log").custom_fields_by_lua as Record<string, string>;
    for (const field of [
      "request.headers",
      "request.querystring",
      "request.uri",
      "request.url",
      "response.headers",
      "upstream_uri",
    ])
      expect([field, fields[field]]).toEqual([field, "return nil"]);
  });
  test("prometheus: no consumers' names", () =>
    expect(plugin(config().plugins, "prometheus").per_consumer).toBe(false));
  test("oauth2's plugin, which needs a database, is not used", () => {
    const text = JSON.stringify(config({ authentication: "oauth2" }));
    expect(text).not.toContain('"name":"oauth2"');
  });
  test("paths are passed on whole, and no service is tried twice", () => {
    expect(allRoutes(config()).every(({ strip_path }) => !strip_path)).toBe(true);
    expect(config().services[0]!.retries).toBe(0);
  });
  test("certificates of upstreams are verified", () => {
    const [service] = config({ upstreams: ["https://orders.example.com"] }).services;
    expect(service).toMatchObject({ protocol: "https", port: 443, tls_verify: true });
    expect(config().services[0]).not.toHaveProperty("tls_verify");
  });
});

describe("who may call", () => {
  test("every operation authenticates unless it is public", () => {
    const made = config({ operations: { listOrders: { public: true } } });
    for (const one of made.services[0]!.routes) {
      const names = one.plugins.map(({ name }) => name);
      expect([one.name, names.includes("jwt") && names.includes("portcullis-token")]).toEqual([
        one.name,
        one.name !== "orders.listOrders",
      ]);
    }
  });

  test("a token of a consumer says the gateway's audience", () => {
    const token = plugin(
      routeOf(config({}, { tokens: { audience: "shop" } }), create).plugins,
      "portcullis-token",
    );
    expect(token).toEqual({ consumers: { audience: "shop", maximum_lifetime: 3600 } });
  });

  test("an access token is of a known issuer, and its scopes give roles", () => {
    const { plugins } = routeOf(config({ authentication: "oauth2", roles: ["reader"] }), create);
    expect(plugin(plugins, "portcullis-token")).toEqual({
      issuers: {
        "issuer.login": {
          issuer: "https://login.example.com",
          audience: "https://api.example.com",
          maximum_lifetime: 3600,
          scopes: { "orders:read": ["reader"] },
        },
      },
    });
    expect(plugin(plugins, "acl")).toMatchObject({
      allow: ["reader"],
      always_use_authenticated_groups: true,
    });
  });

  test("consumers have their own keys, each of them while they rotate", () => {
    const { consumers } = config();
    const [app, legacy, login] = consumers;
    expect(app!.jwt_secrets!.map(({ key, algorithm }) => [key, algorithm])).toEqual([
      ["app-1", "ES256"],
      ["app-2", "ES256"],
    ]);
    expect(app!.keyauth_credentials).toBeUndefined();
    expect(app!.acls).toEqual([{ group: "reader" }, { group: "writer" }]);
    expect(legacy!.jwt_secrets![0]).toMatchObject({
      algorithm: "HS256",
      secret: expect.any(String) as string,
    });
    expect(legacy!.keyauth_credentials).toEqual([{ key: "api-key-of-the-test" }]);
    expect(login!.username).toBe("issuer.login");
    expect(login!.acls).toBeUndefined();
  });

  test("a consumer whose key is missing, or too short, is told, not locked out", () => {
    expect(() => kongConfig(demoPlan(), { consumers: {} })).toThrow(
      "the consumer app has no key for its tokens",
    );
    const { legacy } = demoSecrets.consumers;
    const withLegacy = (keys: object): GatewaySecrets => ({
      consumers: { ...demoSecrets.consumers, legacy: { ...legacy!, ...keys } },
    });
    expect(() => kongConfig(demoPlan(), withLegacy({ apiKeys: [] }))).toThrow("legacy has no API key");
    const short = [{ id: "k", algorithm: "HS256", secret: "0123456789012345678901234567890" }];
    expect(() => kongConfig(demoPlan(), withLegacy({ jwt: short }))).toThrow("shorter than 32 bytes");
  });

  test("an issuer without fixed keys gets them on the host", () => {
    const login = { issuer: "https://login.example.com", audience: "a" };
    const { consumers } = config({}, { issuers: { login } });
    expect(consumers.at(-1)).toEqual({ username: "issuer.login" });
  });

  test("a key of PS256 has the only length that Kong does not fail at", () => {
    const withKey = (modulusLength: number): KongConfig => {
      const { publicKey } = generateKeyPairSync("rsa", { modulusLength });
      const key = publicKey.export({ type: "spki", format: "pem" }).toString();
      const publicKeys = { "login-1": { algorithm: "PS256" as const, pem: key } };
      const algorithms: ["PS256"] = ["PS256"];
      const login = { issuer: "https://login.example.com", audience: "a", algorithms, publicKeys };
      return config({}, { issuers: { login } });
    };
    expect(withKey(2048).consumers.at(-1)!.jwt_secrets![0]!.algorithm).toBe("PS256");
    expect(() => withKey(3072)).toThrow(ConfigurationError);
    expect(() => withKey(3072)).toThrow(/login.*login-1.*2048 bits/s);
  });

  test("robots that say so may not call what is public, but programs may", () => {
    const made = config({ operations: { listOrders: { public: true } } });
    expect(routeOf(made, create).plugins.map(({ name }) => name)).not.toContain("bot-detection");
    const { allow } = plugin(routeOf(made, "orders.listOrders").plugins, "bot-detection") as {
      allow: string[];
    };
    const passes = (agent: string): boolean => allow.some((one) => new RegExp(one).test(agent));
    for (const agent of [
      "Go-http-client/1.1",
      "okhttp/4.12.0",
      "axios/1.7.2",
      "Apache-HttpClient/4.5.14 (Java/17)",
    ])
      expect([agent, passes(agent)]).toEqual([agent, true]);
    for (const agent of ["Googlebot/2.1", "Mozilla/5.0 (compatible; bingbot/2.0)", "Scrapy/2.11"])
      expect([agent, passes(agent)]).toEqual([agent, false]);
  });

  test("addresses", () => {
    const made = config({ addresses: { allow: ["192.0.2.0/24"], deny: ["192.0.2.1/32"] } });
    expect(plugin(routeOf(made, create).plugins, "ip-restriction")).toEqual({
      allow: ["192.0.2.0/24"],
      deny: ["192.0.2.1/32"],
      status: 403,
    });
  });
});

describe("how often", () => {
  test("operations share the API's limit but for their own", () => {
    const made = config({
      rateLimit: { second: 10, day: 1000, by: "credential" },
      operations: { createOrder: { rateLimit: { minute: 5, by: "address" } } },
    });
    expect(plugin(made.services[0]!.plugins, "rate-limiting")).toMatchObject({
      second: 10,
      day: 1000,
      limit_by: "credential",
    });
    expect(plugin(routeOf(made, create).plugins, "rate-limiting")).toMatchObject({
      minute: 5,
      limit_by: "ip",
    });
    expect(routeOf(made, "orders.listOrders").plugins.map(({ name }) => name)).not.toContain("rate-limiting");
  });

  test("a quota is the month's, and no shorter period lets in more, which Kong would refuse", () => {
    const made = config({ rateLimit: { minute: 600, day: 5000 }, quota: 1000 }, { limitStore: "redis" });
    expect(plugin(made.services[0]!.plugins, "rate-limiting")).toMatchObject({
      minute: 600,
      day: 1000,
      month: 1000,
    });
  });
});

/** The name of the route that Kong would take, by its own rules: fields named, then priority (kong/router/transform.lua). */
function taken(made: KongConfig, method: string, path: string): string {
  const fits = allRoutes(made).filter(
    ({ methods, paths }) =>
      (!methods || methods.includes(method)) &&
      paths.some((one) =>
        one.startsWith("~") ? new RegExp(`^${one.slice(1)}`).test(path) : path.startsWith(one),
      ),
  );
  const named = (one: KongRoute): number =>
    Number(one.methods !== undefined) + Number(one.hosts !== undefined) + 1;
  const sorted = fits.sort((a, b) => named(b) - named(a) || b.regex_priority - a.regex_priority);
  return sorted[0]!.name;
}

describe("which requests", () => {
  const made = config({ routes: { search: { method: "GET", path: "/orders/search" } } });

  test.each([
    ["POST", "/orders", create],
    ["GET", "/orders", "orders.listOrders"],
    ["GET", "/orders/search", "orders.search"],
    ["GET", "/orders/7", "orders.readOrder"],
    ["PATCH", "/orders", "orders.405.~orders"],
    ["HEAD", "/orders", "orders.405.~orders"],
    ["OPTIONS", "/orders", "orders.405.~orders"],
    ["TRACE", "/orders", "orders.405.~orders"],
    ["DELETE", "/orders/search", "orders.405.~orders~search"],
    ["GET", "/orders/", "404"],
    ["GET", "/orders/7/", "404"],
    ["GET", "/orders/a%2Fb", "404"],
    ["GET", "/ORDERS", "404"],
    ["GET", "/", "404"],
    ["GET", "/anything/else", "404"],
    ["PURGE", "/orders", "404"],
  ])("%s %s: %s", (method, path, name) => {
    expect(taken(made, method, path)).toBe(name);
  });

  test("404 and 405 are answered by the gateway, without a word about it, and say which methods there are", () => {
    const notAllowed = routeOf(made, "orders.405.~orders").plugins;
    expect(JSON.parse(plugin(notAllowed, "request-termination").body as string)).toEqual({
      type: "about:blank",
      title: "Method Not Allowed",
      status: 405,
    });
    expect(plugin(notAllowed, "response-transformer").add).toEqual({ headers: ["allow:GET, POST"] });
    expect(plugin(routeOf(made, "404").plugins, "request-termination").status_code).toBe(404);
  });

  test("preflights are answered for paths that pages may call", () => {
    const open = config({ cors: { origins: ["https://app.example.com"] } });
    const name = taken(open, "OPTIONS", "/orders");
    expect(plugin(routeOf(open, name).plugins, "cors").methods).toEqual(["GET", "POST"]);
  });

  test("several servers are used in turn", () => {
    const two = config({ upstreams: ["https://a.example.com", "https://b.example.com:8443"] });
    expect(two.upstreams).toEqual([
      {
        name: two.services[0]!.host,
        targets: [
          { target: "a.example.com:443", weight: 100 },
          { target: "b.example.com:8443", weight: 100 },
        ],
      },
    ]);
    expect(() => config({ upstreams: ["https://a.example.com", "http://127.0.0.1:1"] })).toThrow(
      /all http or all https/,
    );
  });

  test("names are unique", () => {
    const names = allRoutes(made).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

test("headers are changed whether they are there or not", () => {
  const made = config({ requestHeaders: { set: { "x-tenant": "a:b" }, remove: ["x-debug"] } });
  expect(plugin(routeOf(made, create).plugins, "request-transformer")).toEqual({
    remove: { headers: ["x-debug"] },
    replace: { headers: ["x-tenant:a:b"] },
    add: { headers: ["x-tenant:a:b"] },
  });
});

describe("kong.yml", () => {
  const text = renderKongYml(demoPlan(), demoSecrets);

  test("reads back as what it was made from", () => {
    expect(parse(text, { version: "1.1" })).toEqual(kongConfig(demoPlan(), demoSecrets));
  });

  test("every text is quoted, so that no parser takes it for something else", () => {
    const bare = text
      .split("\n")
      .filter((line) => /: [^"'[\]{}|>0-9-]/.test(line) && !/: (true|false|null)$/.test(line));
    expect(bare.filter((line) => !line.startsWith("#"))).toEqual([]);
  });

  test("uses no plugin that kong.conf does not load, and loads none that is not known", () => {
    const made = config({ cors: { origins: ["https://a.example.com"] } });
    const used = [
      ...made.plugins,
      ...made.services.flatMap((one) => one.plugins),
      ...allRoutes(made).flatMap((one) => one.plugins),
    ];
    const names = [...new Set(used.map(({ name }) => name))];
    expect(names.filter((name) => !(loadedPlugins as readonly string[]).includes(name))).toEqual([]);
    expect([...loadedPlugins].sort()).toEqual(Object.keys(pluginSchemas).sort());
  });
});
