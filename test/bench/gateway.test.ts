import { certificateFiles } from "../../components/edge/paths";
import { renderEdge } from "../../components/edge/render";
import { gatewayFront, gatewayUrl } from "../../components/gateway/front";
import { loadOpenApi } from "../../components/gateway/openApi/load";
import { planGateway } from "../../components/gateway/planning/planGateway";
import { renderTyk } from "../../components/gateway/tyk/render";
import type { Bundle } from "../../components/host/bundle";
import { platforms } from "../../components/host/platform";
import { resolve } from "../../components/model/resolve";
import type { GatewayApi } from "../../components/model/types";
import { serveExecutable } from "../../local/serveExecutable";
import { ensureTyk } from "../../local/tyk";
import { ensureTools } from "../../scripts/testing/tools";
import { send } from "../e2e/bundle/direct";
import { from, token } from "../e2e/gateway/tokens";
import { claims, control, ec, secrets } from "../e2e/gateway/tykPlan";
import { type LocalHost, openEnvironment, type TestEnvironment } from "../e2e/support";
import { beside, loadInTurn, type Measured, type Target } from "./load";
import { startStockProxy, startUpstream, stockPort, upstreamPort } from "./nginxServers";

const name = "api.example.test";
const platform = platforms["debian-12"];

let environment: TestEnvironment;
let host: LocalHost;

async function apply(bundle: Bundle): Promise<void> {
  const { code, stderr } = await send(host, "apply", bundle);
  if (code !== 0) throw new Error(stderr);
}

/** A real-world API three times over, so that the same operation is there with and without what is measured. */
const apis: Record<string, GatewayApi> = Object.fromEntries(
  Object.entries({ checked: {}, unchecked: { validateBody: false }, inspected: { waf: true } }).map(
    ([api, settings]) => [
      api,
      {
        basePath: `/${api}`,
        upstreams: [`http://127.0.0.1:${upstreamPort}`],
        openApi: "openapi.yaml",
        // Counted, and never reached.
        rateLimit: { second: 10_000 },
        ...settings,
      },
    ],
  ),
);

beforeAll(async () => {
  const missing = ensureTools();
  if (missing.length > 0) throw new Error(`the load generator is missing: install ${missing.join(", ")}`);
  const build = await ensureTyk();
  environment = await openEnvironment("bench-gateway");
  host = await environment.startHost({ name: "gateway", release: "bookworm" });
  const download = await serveExecutable(build, (await environment.environment.bringUp()).gateway);
  try {
    const tyk = resolve("gatewayTyk", { binary: { url: download.url, sha256: download.sha256 } });
    const settings = resolve("gateway", { engine: "tyk", tyk, apis, consumers: { batch: { jwt: {} } } });
    const document = loadOpenApi("node_modules/@figma/rest-api-spec/openapi/openapi.yaml");
    const plan = planGateway(settings, { "openapi.yaml": document });
    const edge = resolve("edge", {
      sites: [{ names: [name], upstream: { url: gatewayUrl(plan) } }],
      // All requests come from one address.
      limits: { requestsPerSecond: 100_000, burst: 100_000, connections: 10_000 },
    });
    await apply(renderTyk(plan, secrets, control, tyk, platform));
    await apply(renderEdge(edge, platform, gatewayFront(plan, "tyk")));
  } finally {
    await download.close();
  }
  await startUpstream(host);
  await startStockProxy(host, certificateFiles(name));
}, 900_000);
afterAll(() => environment?.dispose());

/** What is loaded: the same two requests, by different ways. */
function targets(): Record<string, Target> {
  const claimed = { ...claims("batch"), exp: from(3000) };
  const bearer = token({ alg: "ES256", kid: "batch-1" }, claimed, ec.privateKey);
  const headers = { Authorization: `Bearer ${bearer}` };
  const read = (url: string, api = "checked"): Omit<Target, "name"> => ({
    url,
    path: `/${api}/v1/files/abc/comments`,
    headers,
  });
  const json = { message: "Looks good", client_meta: { x: 1, y: 2 } };
  const upstream = `http://${name}:${upstreamPort}`;
  const stock = `https://${name}:${stockPort}`;
  const edge = `https://${name}`;
  return {
    upstream: { name: "the bare upstream, GET", ...read(upstream) },
    stock: { name: "a stock nginx proxy with TLS, GET", ...read(stock) },
    gateway: { name: "edge and Tyk, GET", ...read(edge) },
    stockPost: { name: "a stock nginx proxy with TLS, POST", ...read(stock), json },
    validated: { name: "edge and Tyk, POST, body validated", ...read(edge), json },
    unvalidated: { name: "edge and Tyk, POST, body not validated", ...read(edge, "unchecked"), json },
    inspected: { name: "edge with ModSecurity and Tyk, POST", ...read(edge, "inspected"), json },
  };
}

/** How many times better or worse than its peer something may be. Measured: see the lines that a run prints. */
interface Bound {
  subject: string;
  peer: string;
  /** Least part of the peer's requests a second. */
  throughput?: number;
  /** Most times the peer's p99. */
  p99?: number;
}

// Tyk checks a signature, counts in Redis and hands a request on twice, where the proxy copies bytes.
const bounds: Bound[] = [
  { subject: "stock", peer: "upstream" },
  { subject: "gateway", peer: "upstream" },
  { subject: "gateway", peer: "stock", throughput: 1 / 30, p99: 30 },
  { subject: "validated", peer: "stockPost", throughput: 1 / 30, p99: 30 },
  { subject: "validated", peer: "unvalidated", throughput: 1 / 3, p99: 4 },
  { subject: "inspected", peer: "validated", throughput: 1 / 8, p99: 10 },
];

test("edge and gateway beside what they stand in front of, and beside a stock proxy", async () => {
  const all = targets();
  const measured = await loadInTurn(Object.values(all), { [name]: host.address }, { rounds: 3, seconds: 5 });
  const results = new Map<string, Measured>(Object.keys(all).map((key, at) => [key, measured[at]!]));
  const compared = bounds.map((bound) => {
    const ratios = beside(results.get(bound.subject)!, results.get(bound.peer)!);
    process.stdout.write(`${ratios.line}\n`);
    return { ...ratios, bound };
  });
  for (const { throughput, p99, bound } of compared) {
    if (bound.throughput !== undefined) expect(throughput).toBeGreaterThan(bound.throughput);
    if (bound.p99 !== undefined) expect(p99).toBeLessThan(bound.p99);
  }
}, 900_000);
