import type { PlanIssuer } from "../../../../components/gateway/plan";
import type { Definition, ExtendedPaths, Rewrite } from "../../../../components/gateway/tyk/definition";
import { renderGates } from "../../../../components/gateway/tyk/gate";
import { renderFront } from "../../../../components/gateway/tyk/front";
import { gateId } from "../../../../components/gateway/tyk/gates";
import { renderPolicies } from "../../../../components/gateway/tyk/policies";
import { renderDefinitions, renderTyk } from "../../../../components/gateway/tyk/render";
import { renderSessions } from "../../../../components/gateway/tyk/sessions";
import { platforms } from "../../../../components/host/platform";
import { plan as planOf, route } from "./plan";

const issuer = (name: string, parts: Partial<PlanIssuer> = {}): PlanIssuer => ({
  name,
  issuer: `https://${name}.example.test`,
  audience: "https://orders.example.test",
  algorithms: ["RS256", "ES256"],
  publicKeys: [],
  maximumLifetime: 3600,
  scopes: { "orders:read": ["reader"], "orders:write": ["writer"], "orders:all": ["reader", "writer"] },
  ...parts,
});
const login = issuer("login");
const partner = issuer("partner", { issuer: "https://login.example.test/partner", algorithms: ["RS256"] });
const access = (roles: string[], issuers: [string, ...string[]] = ["login"]) =>
  ({ access: { kind: "oauth2", issuers, roles } }) as const;
const any = route("GET", "/any", access([]));
const read = route("GET", "/read", access(["reader"]));
const both = route("GET", "/both", {
  ...access([], ["login", "partner"]),
  limits: { rate: { day: 5 }, by: "consumer" },
});
const plan = { ...planOf([any, read, both]), issuers: [login, partner] };
const api = plan.apis[0]!;

const rewrites = (definition: Definition): Rewrite[] =>
  (definition.version_data as { versions: { Default: { extended_paths: ExtendedPaths } } }).versions.Default
    .extended_paths.url_rewrites!;
const gate = (family: "rsa" | "ecdsa", one = any, of = login): Definition =>
  renderGates(plan).find(({ api_id }) => api_id === gateId(api, one, { family, issuer: of }))!;
const bearer = (header: object, claims: object): string =>
  `Bearer ${[header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.c2ln`;

/** Ids of the definitions that a front leads a token to. */
function led(path: string, authorization: string): string[] {
  const rewrite = rewrites(renderFront(plan, undefined)).find((one) => one.path === `^${path}$`)!;
  return rewrite.triggers!.flatMap(({ options, rewrite_to }) => {
    const { match_rx: pattern = "", reverse = false } = options.header_matches?.Authorization ?? {};
    return pattern !== "" && !reverse && new RegExp(pattern).test(authorization)
      ? [/^tyk:\/\/([^$]+)/.exec(rewrite_to)![1]!]
      : [];
  });
}

test.each([
  { alg: "RS256", kid: "a" },
  { kid: "ab", alg: "RS256", typ: "at+jwt" },
  { typ: "at+jwt", kid: "", alg: "RS256" },
  { typ: "JWT", alg: "RS256", x5t: "x", kid: "abc" },
])("leads a token to the gate of its kind, wherever its header says so: %j", (header) => {
  for (const sub of ["a", "ab", "abc"])
    expect(led("/any", bearer(header, { sub, iss: login.issuer }))).toEqual([
      gateId(api, any, { family: "rsa", issuer: login }),
    ]);
});

test("leads no token to a gate that names no key, or no algorithm of the issuer", () => {
  for (const header of [
    { alg: "RS256" },
    { kid: "a" },
    { alg: "none", kid: "a" },
    { alg: "HS256", kid: "a" },
  ])
    expect(led("/any", bearer(header, { iss: login.issuer }))).toEqual([]);
});

test("tells issuers apart where an operation takes tokens of several; the last one counts", () => {
  for (const before of ["", "a", "ab", "abc"])
    for (const [one, header] of [
      [login, { alg: "RS256", kid: "a" }],
      [login, { alg: "ES256", kid: "a" }],
      [partner, { alg: "RS256", kid: "a" }],
    ] as const) {
      const claims = { [`x${before}`]: 1, iss: one.issuer, sub: "a" };
      const family = header.alg === "RS256" ? "rsa" : "ecdsa";
      expect(led("/both", bearer(header, claims)).pop()).toBe(gateId(api, both, { family, issuer: one }));
      // As the last claim, too.
      expect(led("/both", bearer(header, { sub: before, iss: one.issuer })).pop()).toBe(
        gateId(api, both, { family, issuer: one }),
      );
    }
  expect(led("/both", bearer({ alg: "RS256", kid: "a" }, { iss: "https://other.example.test" }))).toEqual([]);
});

test("compares at the gate what Tyk does not: algorithm, issuer, audience, times, subject", () => {
  const matches = rewrites(gate("ecdsa"))[0]!.triggers![0]!.options.header_matches!;
  const holds = (name: string, value: string): boolean => new RegExp(matches[name]!.match_rx).test(value);
  expect(rewrites(gate("ecdsa"))[0]!.rewrite_to).toContain("answer-401");
  expect(holds("X-Portcullis-Issuer", "ES256 https://login.example.test")).toBe(true);
  for (const other of ["ES384", "RS256", ""])
    expect(holds("X-Portcullis-Issuer", `${other} https://login.example.test`)).toBe(false);
  for (const other of ["https://login.example.test/", "https://loginXexample.test", ""])
    expect(holds("X-Portcullis-Issuer", `ES256 ${other}`)).toBe(false);
  expect(holds("X-Portcullis-Audience", "https://orders.example.test")).toBe(true);
  expect(holds("X-Portcullis-Audience", "a,https%3A%2F%2Forders.example.test")).toBe(true);
  for (const other of ["", "x,https://orders.example.test", "https://orders.example.test.evil"])
    expect(holds("X-Portcullis-Audience", other)).toBe(false);
  expect(holds("X-Portcullis-Expires", "1800000000 1800000300")).toBe(true);
  for (const other of [" ", "1800000000 ", " 1800000300", "1 x"])
    expect(holds("X-Portcullis-Expires", other)).toBe(false);
  expect(holds("X-Consumer-Username", "issuer.login:auth0|5f7c8ec7")).toBe(true);
  for (const other of [
    "issuer.login:",
    "issuer.login:a b",
    "issuer.partner:a",
    `issuer.login:${"x".repeat(201)}`,
  ])
    expect(holds("X-Consumer-Username", other)).toBe(false);
});

test("asks for a scope that gives one of the roles, as one word among blanks", () => {
  const rewrite = rewrites(gate("rsa")).find(({ path }) => path === "^/read$")!;
  const [known, scoped, ...others] = rewrite.triggers!;
  expect(others).toEqual([]);
  expect(known!.rewrite_to).toContain("answer-403");
  expect(scoped!.rewrite_to).toContain("operation-");
  const scope = new RegExp(scoped!.options.header_matches!["X-Portcullis-Scope"]!.match_rx);
  for (const held of ["orders:read", "orders:all", "a orders:read", "orders:read b"])
    expect(held).toMatch(scope);
  for (const held of ["", "orders:write", "orders:readers", "x-orders:read", "a,orders:read"])
    expect(held).not.toMatch(scope);
});

test("lets nobody in who would need a role that no scope gives", () => {
  const nobody = route("GET", "/auditors", access(["auditor"]));
  const [definition] = renderGates({ ...plan, apis: [{ ...api, routes: [nobody] }] });
  const { rewrite_to: otherwise, triggers } = rewrites(definition!)[0]!;
  expect([otherwise, ...triggers!.map(({ rewrite_to }) => rewrite_to)].join()).not.toContain("operation-");
});

test("has a gate for each issuer and kind of signature, by keys of the service on the host alone", () => {
  for (const [definition, source, organisation] of [
    [gate("rsa"), "login", "=portcullis-login"],
    [gate("ecdsa"), "login", "=portcullis-login"],
    [gate("rsa", both, partner), "partner", "=portcullis-partner"],
  ] as const)
    expect(definition).toMatchObject({
      enable_jwt: true,
      use_keyless: false,
      strip_auth_data: true,
      jwt_signing_method: definition.api_id.split("-")[0],
      jwt_source: `http://127.0.0.1:8006/${source}`,
      jwt_identity_base_field: "sub",
      org_id: organisation,
    });
  expect(gate("ecdsa", both, partner)).toBeUndefined();
});

test("counts a subject's requests together, whatever signed its tokens, and each limit for itself", () => {
  const policies = Object.values(renderPolicies(plan)) as {
    id: string;
    org_id: string;
    rate: number;
    per: number;
    access_rights: Record<string, { limit?: object }>;
  }[];
  const rights = policies.map(({ org_id, rate, per, access_rights }) => [
    org_id,
    rate,
    per,
    Object.keys(access_rights).map((id) => id.split("-")[0]),
  ]);
  expect(rights).toEqual([
    ["=portcullis-login", 1000, 60, ["rsa", "ecdsa"]],
    ["=portcullis-login", 5, 86400, ["rsa", "ecdsa"]],
    ["=portcullis-partner", 5, 86400, ["rsa"]],
  ]);
  // A limit of its own would be counted by gate.
  for (const { access_rights } of policies)
    for (const right of Object.values(access_rights)) expect(right.limit).toBeUndefined();
  // Each subject has all of its issuer's, or its session would be written anew at every other gate.
  const all = policies.filter(({ org_id }) => org_id === "=portcullis-login").map(({ id }) => id);
  for (const definition of [gate("rsa"), gate("ecdsa"), gate("rsa", both), gate("ecdsa", both)])
    expect(definition.jwt_default_policies).toEqual(all);
});

test("gives consumers no right at a gate of an issuer", () => {
  const consumers = [
    { name: "batch", roles: [], jwt: { algorithm: "RS256", publicKeys: [] }, apiKey: false },
  ] as const;
  const secrets = {
    consumers: { batch: { jwt: [{ id: "b", algorithm: "RS256", pem: "PEM" }], apiKeys: [] } },
  } as const;
  const sessions = renderSessions({ ...plan, consumers }, secrets) as Record<
    string,
    { access_rights: object }
  >;
  expect(Object.values(sessions).map(({ access_rights }) => Object.keys(access_rights))).toEqual([["none"]]);
});

test.each([
  ["an hour", undefined, 3600],
  ["as long as a quota counts", 10, 31 * 86400],
])("keeps subjects that no longer call: %s", (_, quota, seconds) => {
  const limited = route("GET", "/limited", { ...access([]), limits: { rate: {}, quota, by: "consumer" } });
  for (const definition of renderDefinitions({ ...plan, apis: [{ ...api, routes: [limited] }] }))
    expect(definition).toMatchObject({
      session_lifetime: seconds,
      session_lifetime_respects_key_expiration: true,
    });
});

test("puts the service of the keys in front of the gateway, and reloads the gateway with its policies", () => {
  const settings = { binary: { url: "https://files.example.test/tyk", sha256: "a".repeat(64) } };
  const secrets = { consumers: {}, redisPassword: "canary-redis-password" };
  const bundle = renderTyk(plan, secrets, "control", settings, platforms["debian-12"]);
  const file = (end: string): string => bundle.files.find(({ path }) => path.endsWith(end))!.content;
  expect(file("portcullis-tyk.service")).toMatch(/^After=.*portcullis-issuer-keys\.socket$/m);
  const units = bundle.services!.map(({ unit }) => unit);
  expect(units.indexOf("portcullis-issuer-keys.socket")).toBeLessThan(
    units.indexOf("portcullis-tyk.service"),
  );
  const reload = bundle.services!.find(({ onChange }) => onChange === "reload")!;
  for (const id of Object.keys(renderPolicies(plan)))
    expect(reload.paths).toContain(`/etc/portcullis/tyk/policies/${id}.json`);
  const without = renderTyk(
    { ...plan, issuers: [], apis: [] },
    secrets,
    "control",
    settings,
    platforms["debian-12"],
  );
  expect(JSON.stringify(without)).not.toContain("issuer-keys");
});
