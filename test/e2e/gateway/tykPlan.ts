import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { GatewayPlan, PlanConsumer } from "../../../components/gateway/plan";
import type { GatewaySecrets } from "../../../components/gateway/secrets";
import { plan as planOf, route } from "../../unit/gateway/tyk/plan";
import { from, token } from "./tokens";

export const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
export const otherEc = generateKeyPairSync("ec", { namedCurve: "P-256" });
export const pem = (key: typeof rsa.publicKey): string =>
  key.export({ type: "spki", format: "pem" }).toString();
export const hmacSecret = randomBytes(32).toString("hex");
const apiKey = (): string => `portcullis_${randomBytes(32).toString("base64url")}`;
export const apiKeys = { reader: apiKey(), writer: apiKey() };
export const redisPassword = randomBytes(24).toString("hex");
export const control = randomBytes(24).toString("hex");

const consumers: PlanConsumer[] = [
  { name: "batch", roles: ["reader"], jwt: { algorithm: "ES256", publicKeys: [] }, apiKey: false },
  { name: "legacy", roles: ["reader", "writer"], jwt: { algorithm: "HS256", publicKeys: [] }, apiKey: false },
  { name: "partner", roles: [], jwt: { algorithm: "RS256", publicKeys: [] }, apiKey: false },
  { name: "reader", roles: ["reader"], apiKey: true },
  { name: "writer", roles: ["writer"], apiKey: true },
];
export const secrets: GatewaySecrets = {
  consumers: {
    batch: { jwt: [{ id: "batch-1", algorithm: "ES256", pem: pem(ec.publicKey) }], apiKeys: [] },
    legacy: { jwt: [{ id: "legacy-1", algorithm: "HS256", secret: hmacSecret }], apiKeys: [] },
    partner: { jwt: [{ id: "partner-1", algorithm: "RS256", pem: pem(rsa.publicKey) }], apiKeys: [] },
    reader: { jwt: [], apiKeys: [{ id: "reader-1", key: apiKeys.reader }] },
    writer: { jwt: [], apiKeys: [{ id: "writer-1", key: apiKeys.writer }] },
  },
  redisPassword,
};
const newOrder = {
  type: "object",
  additionalProperties: false,
  required: ["item", "quantity"],
  properties: { item: { type: "string" }, quantity: { type: "integer", minimum: 1, maximum: 1000 } },
};
const json = { contentTypes: ["application/json"], body: { required: true, schema: newOrder } };
export const orders = planOf(
  [
    route("GET", "/orders"),
    route("POST", "/orders", { ...json, access: { kind: "jwt", roles: ["writer"] } }),
    route("GET", "/orders/{id}", { access: { kind: "jwt", roles: ["reader", "writer"] } }),
    route("GET", "/healthz", { access: { kind: "apiKey", roles: [] } }),
    route("DELETE", "/orders/{id}", { access: { kind: "apiKey", roles: ["writer"] } }),
    route("GET", "/openapi.json", {
      access: { kind: "jwt", roles: [] },
      limits: { rate: { hour: 5 }, by: "consumer" },
    }),
  ],
  consumers,
  { limits: { rate: { second: 10_000 }, by: "consumer" } },
);
// Answers with what it was asked, to see what an upstream gets.
const echoed = planOf(
  [
    route("GET", "/echo", {
      id: "echo.get",
      requestHeaders: { set: { "x-added": "yes" }, remove: ["x-removed"] },
    }),
    route("GET", "/echo/key", { id: "echo.key", access: { kind: "apiKey", roles: [] } }),
    route("GET", "/echo/quota", { id: "echo.quota", limits: { rate: {}, quota: 3, by: "consumer" } }),
    route("GET", "/echo/local", { id: "echo.local", addresses: { allow: ["192.0.2.0/24"], deny: [] } }),
  ],
  consumers,
  { name: "echo", upstreams: ["http://127.0.0.1:8081"] },
);
export const plan: GatewayPlan = { ...orders, apis: [...echoed.apis, ...orders.apis] };
export const echo = [
  "import http.server",
  "class Echo(http.server.BaseHTTPRequestHandler):",
  "    def do_GET(self):",
  "        self.send_response(200)",
  "        self.end_headers()",
  "        self.wfile.write(f'{self.path}\\n{self.headers}'.encode())",
  "http.server.ThreadingHTTPServer(('127.0.0.1', 8081), Echo).serve_forever()",
].join("\n");

export const claims = (iss: string): Record<string, unknown> => ({
  iss,
  sub: iss,
  aud: "portcullis",
  nbf: from(-10),
  exp: from(300),
});
export const good = {
  batch: (): string => token({ alg: "ES256", kid: "batch-1" }, claims("batch"), ec.privateKey),
  legacy: (): string => token({ typ: "JWT", alg: "HS256", kid: "legacy-1" }, claims("legacy"), hmacSecret),
  partner: (): string =>
    token({ kid: "partner-1", alg: "RS256", typ: "JWT" }, claims("partner"), rsa.privateKey),
};
