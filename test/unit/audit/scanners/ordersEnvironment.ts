import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { AuditedEnvironment } from "../../../../audit/model/audited";
import { plannedHosts } from "../../../../components/environment/plannedHost";
import type { ConsumerCredentials } from "../../../../components/gateway/keys/credentials";
import type { GatewaySecrets } from "../../../../components/gateway/secrets";
import { resolve } from "../../../../components/model/resolve";
import type { ResolvedEnvironment } from "../../../../components/model/types";
import { projectRoot } from "../../../../local/engine/projectRoot";

/** Name of the site that the API is behind. */
export const siteName = "api.example.test";

const consumers = {
  reader: { roles: ["reader"], jwt: {} },
  shop: { roles: ["reader", "writer"], jwt: {} },
  monitor: { apiKey: true },
};

/** The settings that `npm start` has, but for limits that a test would wait for. */
export function ordersSettings(address: string, binary: object): ResolvedEnvironment {
  return resolve(
    "environment",
    {
      hosts: {
        api1: {
          platform: "debian-12",
          address,
          hostKey: `ssh-ed25519 ${"A".repeat(68)}`,
        },
      },
      adminRanges: ["192.0.2.0/24"],
      certificates: { email: "operator@example.test" },
      edge: { sites: [{ names: [siteName], upstream: { url: "http://127.0.0.1:8000" } }] },
      gateway: {
        engine: "tyk",
        tyk: { binary },
        apis: {
          orders: {
            upstreams: ["http://127.0.0.1:8080"],
            openApi: "components/demo/assets/openapi.json",
            roles: ["reader"],
            waf: true,
            rateLimit: { second: 40 },
            operations: {
              createOrder: { roles: ["writer"] },
              deleteOrder: { roles: ["writer"] },
              describe: { authentication: "apiKey", roles: [], rateLimit: { second: 20 } },
              health: { public: true, waf: false },
            },
          },
        },
        consumers,
      },
      demoApi: {},
    },
    "",
  );
}

/** Keys as a stack would make them: what a gateway knows of them, and what is handed out. */
export function makeKeys(): { secrets: GatewaySecrets; credentials: Record<string, ConsumerCredentials> } {
  const secrets: Record<string, GatewaySecrets["consumers"][string]> = {};
  const credentials: Record<string, ConsumerCredentials> = {};
  const times = { made: new Date().toISOString(), replacedFrom: "2100-01-01T00:00:00Z" };
  for (const [name, consumer] of Object.entries(consumers)) {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
    const key = `portcullis_${randomBytes(32).toString("base64url")}`;
    const signs = "jwt" in consumer;
    secrets[name] = {
      jwt: signs ? [{ id: `${name}-1`, algorithm: "ES256", pem }] : [],
      apiKeys: signs ? [] : [{ id: `${name}-1`, key }],
    };
    credentials[name] = signs
      ? {
          jwt: {
            ...times,
            id: `${name}-1`,
            algorithm: "ES256",
            key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
            audience: "portcullis",
            maximumLifetime: 3600,
          },
        }
      : { apiKey: { ...times, id: `${name}-1`, key } };
  }
  return { secrets: { consumers: secrets, redisPassword: randomBytes(24).toString("hex") }, credentials };
}

/** The environment as an audit knows it. */
export function auditedEnvironment(
  settings: ResolvedEnvironment,
  credentials: AuditedEnvironment["credentials"],
  roots: readonly string[] = [],
): AuditedEnvironment {
  const [plan] = plannedHosts(settings);
  const { address } = Object.values(settings.hosts)[0]!;
  const unused = { host: address, port: 22, user: "root", privateKey: "", hostKey: "" };
  return {
    stack: "test",
    settings,
    folder: projectRoot(),
    hosts: [{ name: "api1", address, ssh: unused, bundles: [], plan: plan! }],
    roots,
    credentials,
  };
}
