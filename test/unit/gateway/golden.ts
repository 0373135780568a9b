import { loadOpenApi } from "../../../components/gateway/openApi/load";
import type { GatewayPlan } from "../../../components/gateway/plan";
import { planGateway } from "../../../components/gateway/planning/planGateway";
import type { GatewaySecrets } from "../../../components/gateway/secrets";
import { resolve } from "../../../components/model/resolve";
import type { Gateway } from "../../../components/model/types";
import { pem } from "./kong/plan";

/** Figma's REST API as it is published: OpenAPI 3.1, 54 operations, schemas that refer to each other. */
const document = loadOpenApi("node_modules/@figma/rest-api-spec/openapi/openapi.yaml");

const settings: Gateway = {
  kong: { archive: { url: "https://example.com/kong.deb", sha256: "0".repeat(64) } },
  tyk: { binary: { url: "https://example.com/tyk", sha256: "0".repeat(64) } },
  limitStore: "redis",
  apis: {
    design: {
      hosts: ["api.example.com"],
      upstreams: ["https://one.example.net", "https://two.example.net:8443"],
      openApi: "openapi.yaml",
      roles: ["viewer", "editor"],
      rateLimit: { minute: 600 },
      timeouts: { connect: 3, read: 30 },
      requestHeaders: { set: { "x-api": "design" } },
      cors: { origins: ["https://app.example.com"] },
      operations: {
        getOEmbed: { public: true },
        getMe: { authentication: "oauth2", roles: [] },
        getTeamProjects: { authentication: "oauth2" },
        getPayments: { authentication: "apiKey", roles: ["billing"], rateLimit: { hour: 100 }, quota: 1000 },
        getActivityLogs: { authentication: "apiKey", addresses: { allow: ["192.0.2.0/24"] } },
        "GET /v1/ai_usage/daily": { blocked: true },
        postVariables: { roles: ["editor"], bodyBytes: 4194304 },
        postComment: { roles: ["editor"] },
        deleteComment: { roles: ["editor"], responseHeaders: { remove: ["x-debug"] } },
        postWebhook: { roles: ["admin"], validateBody: false },
        putWebhook: { roles: ["admin"] },
        deleteWebhook: { roles: ["admin"] },
      },
    },
  },
  consumers: {
    plugin: { roles: ["viewer", "editor"], jwt: {} },
    partner: { roles: ["viewer"], jwt: { algorithm: "RS256" } },
    billing: { roles: ["billing"], apiKey: true },
  },
  issuers: {
    login: {
      issuer: "https://login.example.com",
      audience: "https://api.example.com",
      scopes: { "files:read": ["viewer"], "files:write": ["editor"] },
    },
  },
};

/** What a gateway in front of that API has to do. */
export function goldenPlan(engine: "kong" | "tyk"): GatewayPlan {
  return planGateway(resolve("gateway", { ...settings, engine }), { "openapi.yaml": document });
}

/** Keys of its consumers; nothing else knows them. */
export const goldenSecrets: GatewaySecrets = {
  redisPassword: "redis-password-of-the-test",
  control: "control-secret-of-the-test",
  consumers: {
    plugin: {
      jwt: [
        { id: "plugin-1", algorithm: "ES256", pem },
        { id: "plugin-2", algorithm: "ES256", pem },
      ],
      apiKeys: [],
    },
    partner: { jwt: [{ id: "partner-1", algorithm: "RS256", pem }], apiKeys: [] },
    billing: { jwt: [], apiKeys: [{ id: "billing-1", key: "api-key-of-the-test" }] },
  },
};
