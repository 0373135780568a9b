import { numberAbove, renderFront } from "../../../../components/gateway/tyk/front";
import type { Definition, ExtendedPaths } from "../../../../components/gateway/tyk/definition";
import { answerHeaders } from "../../../../components/gateway/answerHeaders";
import { ownErrors, renderErrorTemplates } from "../../../../components/gateway/tyk/answers";
import type { KeyFamily } from "../../../../components/gateway/tyk/families";
import { renderGates } from "../../../../components/gateway/tyk/gate";
import { gatesOf } from "../../../../components/gateway/tyk/gates";
import { renderDefinitions } from "../../../../components/gateway/tyk/render";
import { plan, route } from "./plan";
import { processorTime } from "../../processorTime";

const pathsOf = (definition: Definition): ExtendedPaths =>
  (definition.version_data as { versions: { Default: { extended_paths: ExtendedPaths } } }).versions.Default
    .extended_paths;

const byJwt = plan(
  [route("GET", "/orders"), route("POST", "/orders", { contentTypes: ["application/json"] })],
  [
    { name: "batch", roles: [], jwt: { algorithm: "ES256", publicKeys: [] }, apiKey: false },
    { name: "legacy", roles: [], jwt: { algorithm: "HS256", publicKeys: [] }, apiKey: false },
    { name: "partner", roles: [], jwt: { algorithm: "RS256", publicKeys: [] }, apiKey: false },
  ],
);
const gateOf = (family: KeyFamily): Definition =>
  renderGates(byJwt).find(({ api_id }) => api_id.startsWith(family))!;
const front = renderFront(byJwt, undefined);

test.each([
  ["ES256", "ecdsa"],
  ["RS256", "rsa"],
  ["HS256", "hmac"],
])("finds %s in a token's header wherever it stands", (algorithm, family) => {
  const headers = [
    { alg: algorithm },
    { typ: "JWT", alg: algorithm },
    { kid: "a", alg: algorithm, typ: "JWT" },
    { kid: "ab", alg: algorithm },
    { kid: "abc", alg: algorithm },
  ];
  const triggers = pathsOf(front).url_rewrites![0]!.triggers!;
  for (const header of headers) {
    const bearer = `Bearer ${Buffer.from(JSON.stringify(header)).toString("base64url")}.e30.c2ln`;
    const led = triggers.filter(({ options }) => {
      const { match_rx: pattern = "", reverse = false } = options.header_matches?.Authorization ?? {};
      return pattern !== "" && !reverse && new RegExp(pattern).test(bearer);
    });
    expect(led.map(({ rewrite_to }) => rewrite_to)).toEqual([expect.stringContaining(`tyk://${family}-`)]);
  }
});

test("leads a token of no known algorithm to 401", () => {
  const [rewrite] = pathsOf(front).url_rewrites!;
  expect(rewrite!.rewrite_to).toContain("answer-401");
  const bearer = `Bearer ${Buffer.from('{"alg":"none"}').toString("base64url")}.e30.`;
  for (const { options } of rewrite!.triggers!) {
    const { match_rx: pattern, reverse } = options.header_matches?.Authorization ?? {};
    if (pattern !== undefined && !reverse) expect(bearer).not.toMatch(new RegExp(pattern));
  }
});

test.each([1, 9, 10, 99, 1000, 16384, 1048576, 999999, 1073741824])(
  "knows numbers above %i as text",
  (limit) => {
    const above = new RegExp(numberAbove(limit));
    for (const number of [0, 1, limit - 1, limit]) expect(String(number)).not.toMatch(above);
    for (const number of [limit + 1, limit + 9, limit * 2 + 1, limit * 10 + 1, `00${limit + 1}`])
      expect(String(number)).toMatch(above);
  },
);

test("knows all numbers up to 2500 from those above 1234", () => {
  const above = new RegExp(numberAbove(1234));
  for (let number = 0; number < 2500; number++) expect(above.test(String(number))).toBe(number > 1234);
});

test("answers what a path has no method for by 405 with what it has, and other paths by 404", () => {
  const list = pathsOf(front).white_list!;
  expect(list).toHaveLength(2);
  expect(list[0]!.method_actions).toMatchObject({
    GET: { action: "no_action" },
    POST: { action: "no_action" },
    DELETE: { action: "reply", code: 405, headers: { Allow: "GET, POST" } },
    TRACE: { action: "reply", code: 405 },
  });
  expect(list[1]).toMatchObject({ path: "^.*$", method_actions: { GET: { action: "reply", code: 404 } } });
});

test("writes no braces into paths, which Tyk takes for parameters", () => {
  const byId = plan([route("GET", "/orders/{id}")]);
  const definition = renderFront(byId, undefined);
  const { white_list: allowed, url_rewrites: rewrites } = pathsOf(definition);
  for (const { path } of [...allowed!, ...rewrites!]) expect(path).not.toMatch(/[{}]/);
  const path = new RegExp(allowed![0]!.path);
  expect("/orders/a").toMatch(path);
  expect("/orders/...").toMatch(path);
  for (const other of ["/orders/", "/orders/..", "/orders/.", "/orders/a/b", "/orders/a\\b"])
    expect(other).not.toMatch(path);
});

test("answers for a host name with its own APIs and those of all names, else with the latter alone", () => {
  const one = plan([route("GET", "/a", { id: "one.a" })]).apis[0]!;
  const two = plan([route("GET", "/b", { id: "two.b" })]).apis[0]!;
  const both = {
    ...plan([]),
    apis: [
      { ...one, hosts: ["a.test", "b.test"] },
      { ...two, name: "two" },
    ],
  };
  const fronts = renderDefinitions(both).filter(({ internal }) => internal !== true);
  expect(fronts.map(({ domain }) => domain)).toEqual(["a.test", "b.test", ""]);
  const lists = fronts.map((definition) => pathsOf(definition).white_list!.map(({ path }) => path));
  expect(lists).toEqual([
    ["^/a$", "^/b$", "^.*$"],
    ["^/a$", "^/b$", "^.*$"],
    ["^/b$", "^.*$"],
  ]);
});

test("leaves no definition but the front within reach of clients", () => {
  const definitions = renderDefinitions(byJwt);
  const reachable = definitions.filter(({ internal }) => internal !== true);
  expect(reachable.map(({ api_id }) => api_id)).toEqual([front.api_id]);
  expect(new Set(definitions.map(({ api_id }) => api_id)).size).toBe(definitions.length);
});

test("asks for every claim at a gate, and knows only consumers of its own kind", () => {
  const [rewrite] = pathsOf(gateOf("ecdsa")).url_rewrites!;
  expect(rewrite!.rewrite_to).toContain("answer-401");
  const matches = rewrite!.triggers![0]!.options.header_matches!;
  const holds = (name: string, value: string): boolean => new RegExp(matches[name]!.match_rx).test(value);
  expect(holds("X-Portcullis-Issuer", "batch batch")).toBe(true);
  expect(holds("X-Portcullis-Issuer", "batch other")).toBe(false);
  expect(holds("X-Portcullis-Issuer", "batch ")).toBe(false);
  expect(holds("X-Portcullis-Audience", "portcullis")).toBe(true);
  expect(holds("X-Portcullis-Audience", "other,portcullis")).toBe(true);
  expect(holds("X-Portcullis-Audience", "notportcullis")).toBe(false);
  for (const claim of ["X-Portcullis-Expires", "X-Portcullis-Not-Before"]) {
    expect(holds(claim, "1800000000")).toBe(true);
    expect(holds(claim, "")).toBe(false);
  }
  const hmac = pathsOf(gateOf("hmac")).url_rewrites![0]!;
  expect(
    new RegExp(hmac.triggers![0]!.options.header_matches!["X-Portcullis-Issuer"]!.match_rx).test(
      "batch batch",
    ),
  ).toBe(false);
});

test("verifies one kind of signature a gate, and never takes a credential from query or cookie", () => {
  for (const definition of renderDefinitions(byJwt)) {
    expect(JSON.stringify(definition)).not.toMatch(/use_param|use_cookie|jwt_source/);
  }
  for (const family of ["ecdsa", "hmac", "rsa"] as const)
    expect(gateOf(family)).toMatchObject({
      enable_jwt: true,
      jwt_signing_method: family,
      use_keyless: false,
      strip_auth_data: true,
    });
});

test("has one gate for operations of one limit and kind of credential, and none that nobody could pass", () => {
  const limited = route("GET", "/limited", { limits: { rate: { hour: 5 }, by: "consumer" } });
  const [batch] = byJwt.consumers;
  const gates = gatesOf(plan([...byJwt.apis[0]!.routes, limited], [batch!]));
  expect(gates.map(({ family, routes }) => [family, routes.map(({ id }) => id)])).toEqual([
    ["ecdsa", ["orders.get-orders", "orders.post-orders"]],
    ["ecdsa", ["orders.get-limited"]],
  ]);
});

test("answers as problem details that do not name the software", () => {
  for (const [name, content] of Object.entries(renderErrorTemplates())) {
    const bodies = content.split(/\{\{[^}]*\}\}/).filter((text) => text !== "");
    for (const body of bodies)
      expect(body).toMatch(/^\{"type":"about:blank","title":"[A-Z][A-Za-z ]+","status":\d+\}$/);
    expect(bodies.join()).not.toMatch(/tyk/i);
    const sent = /^error(?:_(\d+))?\.(?:json|xml)$/.exec(name)![1] ?? "500";
    expect(bodies.at(-1)).toContain(`"status":${sent}}`);
  }
});

test("has bodies of different lengths for what one status can mean", () => {
  for (const [name, content] of Object.entries(renderErrorTemplates())) {
    const bodies = content.split(/\{\{[^}]*\}\}/).filter((text) => text !== "");
    const sent = /\d+/.exec(name)?.[0] ?? "500";
    const meant = bodies.map((body) => ownErrors()[`${sent} ${body.length}`]);
    expect(meant).toEqual(bodies.map((body) => (JSON.parse(body) as { status: number }).status));
  }
});

test("marks every answer but its own errors, whatever an operation's headers are", () => {
  const { answer, consumer, roles, ...ofTokens } = answerHeaders;
  const responseHeaders = { set: {}, remove: [answer] };
  const definitions = renderDefinitions(
    plan(
      [
        route("GET", "/a", { responseHeaders }),
        route("GET", "/b", { access: { kind: "public" }, limits: { rate: {}, by: "address" } }),
      ],
      byJwt.consumers,
    ),
  );
  const of = (definition: Definition): Version =>
    (definition["version_data"] as { versions: { Default: Version } }).versions.Default;
  interface Version {
    extended_paths: ExtendedPaths;
    global_response_headers?: Record<string, string>;
    global_response_headers_remove?: string[];
  }
  const operations = definitions.filter(({ api_id }) => api_id.startsWith("operation-"));
  expect(operations.map((one) => of(one).global_response_headers)).toEqual(
    expect.arrayContaining([
      { [answer]: "authenticated", [consumer]: "$tyk_meta.name", [roles]: "$tyk_meta.roles" },
      { [answer]: "public" },
    ]),
  );
  // What an API says in their place is nobody's word.
  for (const one of operations)
    expect(of(one).global_response_headers_remove).toEqual(
      expect.arrayContaining([answer, consumer, roles, ...Object.values(ofTokens)]),
    );
  const replies = definitions
    .flatMap((definition) => of(definition).extended_paths.white_list ?? [])
    .flatMap(({ method_actions }) => Object.values(method_actions))
    .filter(({ action }) => action === "reply");
  expect(replies.length).toBeGreaterThan(10);
  for (const { headers } of replies) expect(headers[answer]).toBe("1");
});

test("renders 500 operations within 2 s", () => {
  const many = plan(
    Array.from({ length: 500 }, (_, index) => route("GET", `/many${index}/{id}`, { id: `many.${index}` })),
  );
  // Alike as they are, they share all of their definitions.
  const rendered = (): void => expect(renderDefinitions(many).length).toBeLessThan(20);
  expect(processorTime(rendered)).toBeLessThan(2000);
});
