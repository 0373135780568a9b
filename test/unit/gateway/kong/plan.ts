import { loadOpenApi } from "../../../../components/gateway/openApi/load";
import type { GatewayPlan } from "../../../../components/gateway/plan";
import { planGateway } from "../../../../components/gateway/planning/planGateway";
import type { GatewaySecrets } from "../../../../components/gateway/secrets";
import { resolve } from "../../../../components/model/resolve";
import type { Gateway, GatewayApi } from "../../../../components/model/types";

const demo = loadOpenApi("components/demo/assets/openapi.json");

/** A public key's form. */
export const pem =
  "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n";

/** The settings of {@link demoPlan}. */
export function demoSettings(orders: Partial<GatewayApi> = {}, rest: Partial<Gateway> = {}): Gateway {
  return {
    kong: { archive: { url: "https://example.com/kong.deb", sha256: "0".repeat(64) } },
    apis: { orders: { upstreams: ["http://127.0.0.1:8080"], openApi: "demo.json", ...orders } },
    consumers: {
      app: { roles: ["reader", "writer"], jwt: {} },
      legacy: { roles: ["reader"], jwt: { algorithm: "HS256" }, apiKey: true },
    },
    issuers: {
      login: {
        issuer: "https://login.example.com",
        audience: "https://api.example.com",
        publicKeys: { "login-1": { algorithm: "RS256", pem } },
        scopes: { "orders:read": ["reader"] },
      },
    },
    ...rest,
  };
}

/** A plan of the demo API. */
export function demoPlan(orders: Partial<GatewayApi> = {}, rest: Partial<Gateway> = {}): GatewayPlan {
  return planGateway(resolve("gateway", demoSettings(orders, rest)), { "demo.json": demo });
}

/** Keys of its consumers. */
export const demoSecrets: GatewaySecrets = {
  redisPassword: "redis-password-of-the-test",
  consumers: {
    app: {
      jwt: [
        { id: "app-1", algorithm: "ES256", pem },
        { id: "app-2", algorithm: "ES256", pem },
      ],
      apiKeys: [{ id: "unused", key: "never-rendered" }],
    },
    legacy: {
      jwt: [{ id: "legacy-1", algorithm: "HS256", secret: "hs256-secret-of-the-test-0123456789" }],
      apiKeys: [{ id: "k1", key: "api-key-of-the-test" }],
    },
  },
};
