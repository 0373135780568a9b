import { generateKeyPairSync, type JsonWebKey, type KeyObject } from "node:crypto";
import type { GatewayPlan, PlanIssuer, PlanRoute } from "../../../components/gateway/plan";
import { plan as planOf, route } from "../../unit/gateway/tyk/plan";
import { redirectUri } from "./oauthClient";
import { serverName, type ServerSettings } from "./oauthServer";
import { from, token } from "./tokens";

/** The API's identifier at the servers. */
export const audience = "https://orders.example.test";
const elsewhere = "https://elsewhere.example.test";

/** A key of a server, which tests can sign with too. */
export interface ServerKey {
  jwk: JsonWebKey;
  privateKey: KeyObject;
  publicPem: string;
}

function serverKey(kid: string, alg: "RS256" | "ES256"): ServerKey {
  const { privateKey, publicKey } =
    alg === "RS256"
      ? generateKeyPairSync("rsa", { modulusLength: 2048 })
      : generateKeyPairSync("ec", { namedCurve: "P-256" });
  return {
    jwk: { ...privateKey.export({ format: "jwk" }), kid, alg, use: "sig" },
    privateKey,
    publicPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
}

export const keys = {
  rsa: serverKey("login-rsa-1", "RS256"),
  rsaNext: serverKey("login-rsa-2", "RS256"),
  ec: serverKey("login-ec-1", "ES256"),
  partner: serverKey("partner-1", "RS256"),
  fixed: serverKey("fixed-1", "ES256"),
};

const secret = "a-secret-of-the-test";
const machine = (client_id: string): object => ({
  client_id,
  client_secret: secret,
  grant_types: ["client_credentials"],
  response_types: [],
  redirect_uris: [],
});
const shared = {
  clients: [
    ...["reports", "reports-es", "import", "hasty"].map(machine),
    {
      client_id: "web",
      token_endpoint_auth_method: "none",
      grant_types: ["authorization_code"],
      response_types: ["code"],
      redirect_uris: [redirectUri],
    },
  ],
  resources: {
    [audience]: { scope: "orders:read orders:write orders:other" },
    [elsewhere]: { scope: "orders:read orders:write" },
  },
};
export const login: ServerSettings = {
  ...shared,
  issuer: `https://${serverName}`,
  keys: [keys.rsa.jwk, keys.ec.jwk],
};
export const partner: ServerSettings = {
  ...shared,
  issuer: `https://${serverName}:8443`,
  keys: [keys.partner.jwk],
};
export { elsewhere, secret };

const issuer = (name: string, parts: Partial<PlanIssuer>): PlanIssuer => ({
  name,
  issuer: `https://${serverName}`,
  audience,
  algorithms: ["RS256"],
  publicKeys: [],
  maximumLifetime: 3600,
  scopes: {},
  ...parts,
});
const issuers = [
  issuer("fixed", {
    issuer: "https://fixed.example.test",
    algorithms: ["ES256"],
    publicKeys: [{ id: "fixed-1", algorithm: "ES256", pem: keys.fixed.publicPem }],
    scopes: { "orders:read": ["reader"] },
  }),
  issuer("login", {
    algorithms: ["RS256", "ES256"],
    scopes: { "orders:read": ["reader"], "orders:write": ["writer"] },
  }),
  // The same scope means less of a partner's.
  issuer("partner", {
    issuer: partner.issuer,
    jwksUrl: `${partner.issuer}/jwks`,
    scopes: { "orders:read": [] },
  }),
];

const guarded = (path: string, roles: string[], parts: Partial<PlanRoute> = {}): PlanRoute =>
  route("GET", path, { access: { kind: "oauth2", issuers: ["login"], roles }, ...parts });
const anyIssuer = { kind: "oauth2", issuers: ["fixed", "login", "partner"] } as const;
/** Operations and the scopes of which a token of `login` needs one; none: any token will do. */
export const operations: Record<string, string[]> = {
  "/any": [],
  "/read": ["orders:read"],
  "/write": ["orders:write"],
  "/either": ["orders:read", "orders:write"],
};
/** Most requests that a subject may make in a minute at `/minute`. */
export const minuteLimit = 30;
const routes = [
  guarded("/any", []),
  guarded("/read", ["reader"]),
  guarded("/write", ["writer"]),
  guarded("/either", ["reader", "writer"]),
  guarded("/auditors", ["auditor"]),
  guarded("/limited", [], {
    limits: { rate: { day: 5 }, by: "consumer" },
    access: { ...anyIssuer, roles: [] },
  }),
  guarded("/minute", [], { limits: { rate: { minute: minuteLimit }, by: "consumer" } }),
  guarded("/quota", [], { limits: { rate: {}, quota: 3, by: "consumer" } }),
  guarded("/shared", [], { access: { ...anyIssuer, roles: [] } }),
  guarded("/shared/read", [], { access: { ...anyIssuer, roles: ["reader"] } }),
];
export const plan: GatewayPlan = {
  ...planOf(routes, [], {
    upstreams: ["http://127.0.0.1:8081"],
    limits: { rate: { second: 10_000 }, by: "consumer" },
  }),
  issuers,
};

/** Claims that an access token of `login` has (RFC 9068 section 2.2). */
export const claims = (parts: Record<string, unknown> = {}): Record<string, unknown> => ({
  iss: login.issuer,
  sub: "alice",
  aud: audience,
  client_id: "web",
  iat: from(-5),
  exp: from(300),
  jti: "1",
  scope: "orders:read",
  ...parts,
});

/** An access token that a test made, signed with a server's key. */
export function forged(
  parts: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
  key: ServerKey = keys.rsa,
): string {
  return token(
    { typ: "at+jwt", alg: key.jwk.alg, kid: key.jwk.kid, ...header },
    claims(parts),
    key.privateKey,
  );
}
