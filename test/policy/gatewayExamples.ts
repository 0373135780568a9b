import { type Example, type Examples, UNKNOWN } from "./rule";

const settings = (value: Record<string, unknown>, parameters?: Record<string, unknown>): Example => ({
  properties: { settings: value },
  ...(parameters && { parameters }),
});
/** A gateway with one API. */
const api = (value: Record<string, unknown>, parameters?: Record<string, unknown>): Example =>
  settings({ apis: { orders: value } }, parameters);
const operations = (value: Record<string, unknown>, parameters?: Record<string, unknown>): Example =>
  api({ operations: value }, parameters);

/** Examples of the rules on API gateways. */
export const gatewayExamples: Record<string, Examples> = {
  "gateway-public-write": {
    fails: [
      [
        "settings.apis.orders.operations.POST /orders.public",
        operations({ "POST /orders": { public: true } }),
      ],
      [
        "settings.apis.orders.operations.remove.public",
        api({
          routes: { remove: { method: "DELETE", path: "/orders" } },
          operations: { remove: { public: true }, other: UNKNOWN },
        }),
      ],
    ],
    passes: [
      operations({
        "POST /orders": { public: false },
        "GET /orders": { public: true },
        health: { public: true },
      }),
      operations({ "POST /login": { public: true } }, { allowed: ["POST /login"] }),
      api({ routes: { read: { method: "GET", path: "/" } }, operations: { read: { public: true } } }),
      api({}),
    ],
    unknown: [operations({ "POST /orders": { public: UNKNOWN } }), api({ operations: UNKNOWN })],
  },
  "gateway-public-operation": {
    fails: [
      ["settings.apis.orders.operations.list.public", operations({ list: { public: true } })],
      [
        "settings.apis.orders.operations.health.public",
        operations({ health: { public: true } }, { allowed: "^status$" }),
      ],
    ],
    passes: [
      operations({ health: { public: true }, "GET /healthz": { public: true }, list: { public: false } }),
      operations({ listPrices: { public: true } }, { allowed: "^list" }),
    ],
    unknown: [operations({ list: { public: UNKNOWN } }), settings({ apis: UNKNOWN })],
  },
  "gateway-roles": {
    fails: [
      ["settings.apis.orders.roles", api({ roles: [], operations: { list: { roles: [] } } })],
      [
        "settings.apis.orders.operations.PUT /orders.roles",
        api({ roles: ["reader"], operations: { "PUT /orders": { roles: [] } } }),
      ],
    ],
    passes: [
      api({ roles: ["reader"], operations: { "GET /me": { roles: [] }, "PUT /me": {} } }),
      api({ roles: [], operations: { "POST /orders": { roles: ["writer"] } } }),
    ],
    unknown: [api({ roles: UNKNOWN }), api({ roles: [], operations: { list: { roles: UNKNOWN } } })],
  },
  "gateway-shared-secret": {
    fails: [
      [
        "settings.consumers.batch.jwt.algorithm",
        settings({ consumers: { batch: { jwt: { algorithm: "HS256" } }, other: UNKNOWN } }),
      ],
    ],
    passes: [settings({ consumers: { app: { jwt: { algorithm: "ES256" } }, key: { apiKey: true } } })],
    unknown: [settings({ consumers: { app: { jwt: { algorithm: UNKNOWN } } } })],
  },
  "gateway-key-rotation": {
    fails: [
      ["settings.rotation.afterDays", settings({ rotation: { afterDays: 91, overlapDays: 7 } })],
      ["settings.rotation.afterDays", settings({ rotation: { afterDays: 60 } }, { maximumDays: 30 })],
      ["settings.rotation.overlapDays", settings({ rotation: { afterDays: UNKNOWN, overlapDays: 0 } })],
    ],
    passes: [settings({ rotation: { afterDays: 90, overlapDays: 1 } }), settings({})],
    unknown: [settings({ rotation: { afterDays: UNKNOWN, overlapDays: 7 } })],
  },
  "gateway-token-lifetime": {
    fails: [
      ["settings.tokens.maximumLifetime", settings({ tokens: { maximumLifetime: 3601 } })],
      [
        "settings.issuers.login.maximumLifetime",
        settings({ tokens: { maximumLifetime: 60 }, issuers: { login: { maximumLifetime: 86400 } } }),
      ],
      [
        "settings.tokens.maximumLifetime",
        settings({ tokens: { maximumLifetime: 600 } }, { maximumSeconds: 300 }),
      ],
    ],
    passes: [
      settings({ tokens: { maximumLifetime: 3600 }, issuers: { login: { maximumLifetime: 300 } } }),
      settings({}),
    ],
    unknown: [settings({ tokens: { maximumLifetime: UNKNOWN } }), settings({ issuers: UNKNOWN })],
  },
  "gateway-rate-limit": {
    fails: [
      ["settings.apis.orders.rateLimit", api({ rateLimit: { second: 101 } })],
      ["settings.apis.orders.rateLimit", api({ rateLimit: { minute: 600 } }, { maximumPerSecond: 5 })],
      [
        "settings.apis.orders.operations.list.rateLimit",
        api({ rateLimit: UNKNOWN, operations: { list: { rateLimit: { hour: 1_000_000 } } } }),
      ],
    ],
    passes: [
      api({ rateLimit: { second: 1000, day: 1_000_000 }, operations: { list: {} } }),
      operations({ list: { rateLimit: { second: 100 } } }),
    ],
    unknown: [api({ rateLimit: { second: UNKNOWN } })],
  },
  "gateway-body-validation": {
    fails: [
      ["settings.apis.orders.validateBody", api({ validateBody: false })],
      [
        "settings.apis.orders.operations.create.validateBody",
        api({ validateBody: true, operations: { create: { validateBody: false } } }),
      ],
    ],
    passes: [api({ validateBody: true, operations: { create: { validateBody: true } } }), api({})],
    unknown: [api({ validateBody: UNKNOWN })],
  },
  "gateway-cross-origin": {
    fails: [
      [
        "settings.apis.orders.cors.credentials",
        api({ cors: { origins: ["https://app.example.com"], credentials: true } }),
      ],
      [
        "settings.apis.orders.cors.origins",
        api({ cors: { origins: ["https://a.example", "https://b.example"] } }, { maximumOrigins: 1 }),
      ],
    ],
    passes: [api({ cors: { origins: ["https://app.example.com"], credentials: false } }), api({})],
    unknown: [api({ cors: UNKNOWN }), api({ cors: { origins: UNKNOWN } })],
  },
};
