import type { GatewayPlan, PlanIssuer, PlanRoute } from "../../../components/gateway/plan";
import { plan as planOf, route } from "../../unit/gateway/tyk/plan";
import { from, token } from "./tokens";
import { claims, otherEc, pem, plan } from "./tykPlan";

const types = ["application/json", "application/merge-patch+json", "application/problem+json"];
const inspected = { waf: true, contentTypes: types, bodyBytes: 100_000 };
const limited = (limits: PlanRoute["limits"]): Partial<PlanRoute> => ({ limits });

/** Operations in front of {@link upstream}. */
const edged = planOf(
  [
    ...(["GET", "POST", "PUT", "PATCH", "DELETE"] as const).map((method) =>
      route(method, "/inspected", { id: `edge.inspected.${method}`, ...inspected }),
    ),
    route("GET", "/inspected/{id}", { id: "edge.inspected.id", ...inspected }),
    route("GET", "/inspected/open", { id: "edge.open" }),
    route("GET", "/answers/{status}", { id: "edge.answers" }),
    route("HEAD", "/answers/{status}", { id: "edge.answers.head" }),
    route("GET", "/public", {
      id: "edge.public",
      access: { kind: "public" },
      limits: { rate: {}, by: "consumer" },
    }),
    route("GET", "/rate", { id: "edge.rate", ...limited({ rate: { hour: 3 }, by: "consumer" }) }),
    route("HEAD", "/rate", { id: "edge.rate.head", ...limited({ rate: { hour: 1 }, by: "consumer" }) }),
    route("GET", "/quota", { id: "edge.quota", ...limited({ rate: {}, quota: 2, by: "consumer" }) }),
    route("GET", "/scoped", {
      id: "edge.scoped",
      access: { kind: "oauth2", issuers: ["fixed"], roles: ["reader"] },
    }),
    route("GET", "/local", { id: "edge.local", addresses: { allow: ["192.0.2.0/24"], deny: [] } }),
  ],
  plan.consumers,
  {
    name: "edge",
    upstreams: ["http://127.0.0.1:8082"],
    limits: { rate: { minute: 10_000 }, by: "consumer" },
  },
);
const down = planOf([route("GET", "/down", { id: "down.get" })], plan.consumers, {
  name: "down",
  upstreams: ["http://127.0.0.1:8083"],
});

const fixed: PlanIssuer = {
  name: "fixed",
  issuer: "https://fixed.example.test",
  audience: "portcullis",
  algorithms: ["ES256"],
  publicKeys: [{ id: "fixed-1", algorithm: "ES256", pem: pem(otherEc.publicKey) }],
  maximumLifetime: 3600,
  scopes: { "orders:read": ["reader"], "orders:write": ["writer", "reader"] },
};

/** An access token with these scopes. */
export const accessToken = (scope: string): string =>
  token(
    { alg: "ES256", kid: "fixed-1" },
    { ...claims(fixed.issuer), sub: "alice", iat: from(-5), scope },
    otherEc.privateKey,
  );

/** The tests' plan, and operations that show what an edge does. */
export const edgePlan: GatewayPlan = {
  ...plan,
  apis: [...down.apis, ...edged.apis, ...plan.apis],
  issuers: [fixed],
};

/**
 * An API at port 8082. It answers with what it was asked; `/answers/N` with the status N, and with headers and a body
 * like the gateway's own. It claims that its answers are what an edge has to put right.
 */
export const upstream = [
  "import http.server, json",
  "class Api(http.server.BaseHTTPRequestHandler):",
  "    protocol_version = 'HTTP/1.1'",
  "    def answer(self):",
  "        size = int(self.headers.get('Content-Length') or 0)",
  "        got = self.rfile.read(size).decode()",
  "        status, body = 200, json.dumps({'path': self.path, 'headers': self.headers.items(), 'body': got})",
  "        if self.path.startswith('/answers/'):",
  "            status = int(self.path.rpartition('/')[2])",
  `            body = '{"type":"about:blank","title":"Unauthorized","status":401}'`,
  "        if self.path.startswith('/public'):",
  "            body = 'x' * 2000000",
  "        self.send_response(status)",
  "        self.send_header('Content-Type', 'application/json')",
  "        for name in ('Answer', 'Consumer', 'Roles', 'Token-Issuer', 'Token-Subject', 'Token-Scope'):",
  "            self.send_header('X-Portcullis-' + name, 'forged')",
  "        self.send_header('X-Request-Id', 'forged')",
  "        if status != 204: self.send_header('Content-Length', str(len(body)))",
  "        self.end_headers()",
  "        if status != 204 and self.command != 'HEAD': self.wfile.write(body.encode())",
  "    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = answer",
  "http.server.ThreadingHTTPServer(('127.0.0.1', 8082), Api).serve_forever()",
].join("\n");
