import { loadOpenApi, parseOpenApi } from "../../../components/gateway/openApi/load";
import type { GatewayPlan, PlanRoute } from "../../../components/gateway/plan";
import { planGateway } from "../../../components/gateway/planning/planGateway";
import { ConfigurationError } from "../../../components/model/problems";
import { resolve } from "../../../components/model/resolve";
import type { Gateway, GatewayApi } from "../../../components/model/types";
import { processorTime } from "../processorTime";

const demo = loadOpenApi("components/demo/assets/openapi.json");
const kong = { archive: { url: "https://example.com/kong.deb", sha256: "0".repeat(64) } };

function api(settings: Partial<GatewayApi> = {}): GatewayApi {
  return { upstreams: ["http://127.0.0.1:8080"], openApi: "demo.json", ...settings };
}

function plan(
  orders: Partial<GatewayApi> = {},
  rest: Partial<Gateway> = {},
  documents = { "demo.json": demo },
): GatewayPlan {
  const settings = resolve("gateway", { apis: { orders: api(orders) }, kong, ...rest });
  return planGateway(settings, documents);
}

function route(made: GatewayPlan, id: string): PlanRoute {
  const found = made.apis.flatMap(({ routes }) => routes).find((one) => one.id === id);
  if (!found) throw new Error(`no route ${id}`);
  return found;
}

function mistakes(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split("\n");
    throw error;
  }
  return [];
}

function described(paths: Record<string, unknown>): Record<string, typeof demo> {
  const content = { openapi: "3.1.0", info: { title: "T", version: "1" }, paths };
  return { "demo.json": parseOpenApi("demo.json", JSON.stringify(content)) };
}

const get = (operationId?: string): object => ({
  get: { ...(operationId ? { operationId } : {}), responses: { 200: { description: "ok" } } },
});

describe("every operation of a document", () => {
  test("is a route that asks for a token, is limited and knows its bodies", () => {
    const made = plan();
    expect(route(made, "orders.createOrder")).toMatchObject({
      method: "POST",
      template: "/orders",
      pattern: "^/orders$",
      access: { kind: "jwt", roles: [] },
      bodyBytes: 1048576,
      contentTypes: ["application/json"],
      body: { required: true },
    });
    expect(made.apis[0]!.limits).toEqual({ rate: { minute: 600 }, by: "consumer" });
    expect(made.apis[0]!.routes.every(({ access }) => access.kind !== "public")).toBe(true);
  });

  test("stays authenticated whatever the document's security says", () => {
    const open = { get: { operationId: "open", security: [], responses: { 200: { description: "ok" } } } };
    const made = plan({}, {}, described({ "/open": open }) as never);
    expect(route(made, "orders.open").access.kind).toBe("jwt");
  });

  test("is public only where the settings say so, and is then counted by address", () => {
    const made = plan({ operations: { listOrders: { public: true } } });
    expect(route(made, "orders.listOrders")).toMatchObject({
      access: { kind: "public" },
      limits: { rate: { minute: 600 }, by: "address" },
    });
    expect(route(made, "orders.createOrder").access.kind).toBe("jwt");
  });

  test("leaves what anybody may call to the edge's limits with Tyk, which does not count by address", () => {
    const tyk = { binary: { url: "https://example.com/tyk", sha256: "0".repeat(64) } };
    const made = plan({ operations: { listOrders: { public: true } } }, { engine: "tyk", tyk });
    expect(route(made, "orders.listOrders").limits).toEqual({ rate: {}, by: "address" });
  });

  test("takes its own settings and else the API's", () => {
    const made = plan({
      authentication: "apiKey",
      roles: ["reader"],
      operations: {
        createOrder: {
          roles: ["writer"],
          rateLimit: { second: 5 },
          bodyBytes: 1000,
          contentTypes: ["text/plain"],
        },
        "GET /orders": { authentication: "jwt", validateBody: false },
      },
    });
    expect(route(made, "orders.createOrder")).toMatchObject({
      access: { kind: "apiKey", roles: ["writer"] },
      limits: { rate: { second: 5 }, by: "consumer" },
      bodyBytes: 1000,
      contentTypes: ["text/plain"],
    });
    expect(route(made, "orders.listOrders")).toMatchObject({ access: { kind: "jwt", roles: ["reader"] } });
    expect(route(made, "orders.listOrders").limits).toBeUndefined();
  });

  test("may be left out", () => {
    const made = plan({ operations: { createOrder: { blocked: true } } });
    expect(made.apis[0]!.routes.map(({ id }) => id)).not.toContain("orders.createOrder");
    expect(made.apis[0]!.paths.find(({ template }) => template === "/orders")!.methods).toEqual(["GET"]);
  });

  test("needs no operation id", () => {
    const made = plan({}, {}, described({ "/a/{b}": get(), "/": get() }) as never);
    expect(made.apis[0]!.routes.map(({ id }) => id)).toEqual(["orders.get-a-b", "orders.get"]);
  });

  test("has an id of its own, where two would be the same in letters and digits", () => {
    const made = plan({}, {}, described({ "/a": get("x/y"), "/b": get("x.y") }) as never);
    const ids = made.apis[0]!.routes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((id) => /^orders\.x-y-[0-9a-f]{8}$/.test(id))).toBe(true);
  });
});

test("a basePath stands in front of every path", () => {
  const made = plan({ basePath: "/v1" });
  expect(made.apis[0]!.paths.map(({ template }) => template)).toContain("/v1/orders/{id}");
  expect(route(made, "orders.listOrders").pattern).toBe("^/v1/orders$");
});

test("concrete paths outrank parameters, over all APIs", () => {
  const settings = resolve("gateway", {
    kong,
    apis: {
      a: { upstreams: ["http://127.0.0.1:1"], routes: { any: { method: "GET", path: "/orders/{id}" } } },
      b: { upstreams: ["http://127.0.0.1:2"], routes: { search: { method: "GET", path: "/orders/search" } } },
    },
  });
  const made = planGateway(settings, {});
  expect(route(made, "b.search").priority).toBeGreaterThan(route(made, "a.any").priority);
});

test("a plan holds no secret", () => {
  const password = "correct-horse-battery-staple";
  const made = plan({}, { limitStore: "redis", redis: { host: "redis.example.com", password } });
  expect(made.redis!.host).toBe("redis.example.com");
  expect(JSON.stringify(made)).not.toContain(password);
});

test("the same settings and documents give the same plan", () => {
  expect(JSON.stringify(plan())).toBe(JSON.stringify(plan()));
});

test("a document of 500 operations is planned within 2 s", () => {
  const paths = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [`/things-${index}/{id}/parts/{part}`, get(`op${index}`)]),
  );
  const documents = described(paths);
  const planned = (): void => expect(plan({}, {}, documents as never).apis[0]!.routes).toHaveLength(500);
  expect(processorTime(planned)).toBeLessThan(2000);
});

describe("mistakes between settings and documents", () => {
  test("a misspelled operation gets a suggestion", () => {
    expect(mistakes(() => plan({ operations: { creatOrder: {} } }))).toEqual([
      'gateway.apis.orders.operations.creatOrder is no operation of this API; did you mean "createOrder"?',
    ]);
  });

  test("an operation is set once", () => {
    const [message] = mistakes(() => plan({ operations: { listOrders: {}, "GET /orders": {} } }));
    expect(message).toContain("set it once");
  });

  test("two operations with one id are told with their place", () => {
    const [message] = mistakes(() => plan({}, {}, described({ "/a": get("x"), "/b": get("x") }) as never));
    expect(message).toMatch(
      /^demo\.json:1:\d+ GET \/b must have an operation id of its own \("x" is GET \/a\)$/,
    );
  });

  test("two paths that match the same requests", () => {
    const [message] = mistakes(() =>
      plan({}, {}, described({ "/a/{b}": get("x"), "/a/{c}": get("y") }) as never),
    );
    expect(message).toContain("GET /a/{c} matches the same requests as GET /a/{b}");
  });

  test("a path that cannot be kept to", () => {
    const [message] = mistakes(() => plan({}, {}, described({ "/a//b": get("x") }) as never));
    expect(message).toMatch(/^demo\.json:1:\d+ the path \/a\/\/b must not have an empty segment/);
    expect(mistakes(() => plan({ routes: { up: { method: "GET", path: "/a/../b" } } }))[0]).toMatch(
      /^gateway\.apis\.orders\.routes\.up\.path must not have the segment \.\./,
    );
  });

  test("two APIs with one path", () => {
    const settings = resolve("gateway", { kong, apis: { a: api(), b: api() } });
    const [message] = mistakes(() => planGateway(settings, { "demo.json": demo }));
    expect(message).toMatch(/^gateway\.apis\.b has the path .*, which gateway\.apis\.a has too/);
    const apart = resolve("gateway", {
      kong,
      apis: { a: api({ hosts: ["a.example.com"] }), b: api({ hosts: ["b.example.com"] }) },
    });
    expect(mistakes(() => planGateway(apart, { "demo.json": demo }))).toEqual([]);
  });
});

describe("mistakes within settings", () => {
  const base: Gateway = { kong, apis: { orders: api() } };
  const key = {
    algorithm: "RS256" as const,
    pem: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
  };
  const issuer = { issuer: "https://login.example.com", audience: "orders" };
  const cases: [string, Partial<Gateway>, string][] = [
    [
      "no operations",
      { apis: { orders: { upstreams: ["http://127.0.0.1:1"] } } },
      "gateway.apis.orders has no operations",
    ],
    ["no credential", { consumers: { app: {} } }, "gateway.consumers.app has no credential"],
    [
      "two algorithms",
      { consumers: { app: { jwt: { publicKeys: { k1: key } } } } },
      'must be the consumer\'s own, "ES256"',
    ],
    [
      "an issuer's other algorithm",
      { issuers: { login: { ...issuer, algorithms: ["ES256"], publicKeys: { k1: key } } } },
      "must be one of the issuer's algorithms",
    ],
    [
      "a key id twice",
      {
        consumers: { app: { jwt: { algorithm: "RS256", publicKeys: { k1: key } } } },
        issuers: { login: { ...issuer, publicKeys: { k1: key } } },
      },
      "must be another key's id",
    ],
    ["an issuer twice", { issuers: { a: issuer, b: issuer } }, "must be another issuer's"],
    [
      "an unknown issuer",
      { issuers: { login: issuer }, apis: { orders: api({ issuers: ["logn"] }) } },
      'did you mean "login"?',
    ],
    [
      "oauth2 without issuer",
      { apis: { orders: api({ authentication: "oauth2" }) } },
      'must not be "oauth2" without an issuer',
    ],
    [
      "no period",
      { apis: { orders: api({ rateLimit: { by: "address" } }) } },
      "must have at least one of second",
    ],
    [
      "a minute below a second",
      { apis: { orders: api({ rateLimit: { second: 10, minute: 5 } }) } },
      "must be >= the limit of each second, 10 (got 5)",
    ],
    [
      "a quota that is forgotten",
      { apis: { orders: api({ quota: 5 }) } },
      'needs gateway.limitStore "redis"',
    ],
    [
      "roles in public",
      { apis: { orders: api({ operations: { x: { public: true, roles: ["a"] } } }) } },
      "must not be set with public: true",
    ],
    ["Kong from nowhere", { kong: undefined }, "no distribution has Kong"],
    ["Tyk from nowhere", { engine: "tyk" }, "gateway.tyk is missing: no distribution has Tyk"],
    [
      "overlaps that meet",
      { rotation: { afterDays: 10, overlapDays: 5 } },
      "gateway.rotation.overlapDays must be less than half of afterDays, 10 (got 5)",
    ],
    [
      "plain HTTP that leaves the host",
      { apis: { orders: api({ upstreams: ["http://10.0.0.1:80"] }) } },
      "gateway.apis.orders.upstreams[0]",
    ],
    [
      "a header that says who calls",
      { apis: { orders: api({ requestHeaders: { set: { "x-consumer-username": "root" } } }) } },
      "x-consumer-username",
    ],
    [
      "every origin",
      { apis: { orders: api({ cors: { origins: ["*"] } }) } },
      "gateway.apis.orders.cors.origins[0]",
    ],
  ];
  test.each(cases)("%s", (_, settings, message) => {
    const found = mistakes(() => resolve("gateway", { ...base, ...settings }));
    expect(found.join("\n")).toContain(message);
    expect(found).toHaveLength(1);
  });

  test("none in a whole configuration", () => {
    expect(
      mistakes(() =>
        resolve("gateway", {
          ...base,
          consumers: { app: { roles: ["reader"], jwt: {}, apiKey: true } },
          issuers: { login: { ...issuer, publicKeys: { k1: key }, scopes: { "orders:read": ["reader"] } } },
          limitStore: "redis",
        }),
      ),
    ).toEqual([]);
  });
});
