import { parseOpenApi } from "../../../components/gateway/openApi/load";
import type { GatewayPlan } from "../../../components/gateway/plan";
import { planGateway } from "../../../components/gateway/planning/planGateway";
import { renderTyk } from "../../../components/gateway/tyk/render";
import { tykUnit } from "../../../components/gateway/tyk/units";
import type { Bundle } from "../../../components/host/bundle";
import { platforms } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";
import type { GatewayApi, ResolvedGatewayTyk } from "../../../components/model/types";
import { serveExecutable } from "../../../local/serveExecutable";
import { ensureTyk } from "../../../local/tyk";
import { largeDocument } from "../../unit/gateway/largeDocument";
import { send } from "../bundle/direct";
import { hostExec, type LocalHost, openEnvironment, type TestEnvironment, until } from "../support";
import { Caller } from "./caller";
import { askerOf } from "./matrix";
import { control, echo, good, secrets } from "./tykPlan";

/** Longest reload of a gateway with 500 operations, in seconds. */
const BOUND = 10;
const port = 8000;
const document = parseOpenApi("large.json", largeDocument());

let environment: TestEnvironment;
let host: LocalHost;
let caller: Caller;
let settings: ResolvedGatewayTyk;
const ask = askerOf(() => caller, port);

async function root(command: string): Promise<void> {
  const { code, stdout, stderr } = await hostExec(host, ["sh", "-c", command]);
  if (code !== 0) throw new Error(`${command}: ${stderr}${stdout}`);
}
async function apply(bundle: Bundle): Promise<void> {
  const { code, stderr } = await send(host, "apply", bundle);
  if (code !== 0) throw new Error(stderr);
}
async function seconds(work: () => Promise<void>): Promise<number> {
  const started = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - started) / 1e9;
}

function bundle(operations: GatewayApi["operations"] = {}): Bundle {
  const large: GatewayApi = {
    upstreams: ["http://127.0.0.1:8081"],
    openApi: "large.json",
    rateLimit: { second: 10_000 },
    operations,
  };
  const gateway = resolve("gateway", {
    engine: "tyk",
    tyk: settings,
    apis: { large },
    consumers: { batch: { jwt: {} }, partner: { jwt: { algorithm: "RS256" } } },
  });
  const plan: GatewayPlan = planGateway(gateway, { "large.json": document });
  expect(plan.apis[0]!.routes).toHaveLength(500);
  return renderTyk(plan, secrets, control, settings, platforms["debian-12"]);
}

beforeAll(async () => {
  const build = await ensureTyk();
  environment = await openEnvironment("tyk-large");
  host = await environment.startHost({ name: "gateway", release: "bookworm" });
  const program = Buffer.from(echo).toString("base64");
  const download = await serveExecutable(build, (await environment.environment.bringUp()).gateway);
  try {
    settings = { binary: { url: download.url, sha256: download.sha256 } };
    await apply(bundle());
  } finally {
    await download.close();
  }
  await root(`systemd-run --quiet --unit=echo python3 -c "$(printf %s '${program}' | base64 -d)"`);
  caller = new Caller(host);
  await until(async () => (await ask("GET", "/things-0", { token: good.batch() })).status === 200, {
    limitSeconds: 60,
    what: "the upstream to answer through the gateway",
  });
});
afterAll(async () => {
  await caller?.close();
  await environment?.dispose();
});

test(`changes one of 500 operations and reloads in less than ${BOUND} s, without a failed call`, async () => {
  const failed = new Set<string>();
  let calls = 0;
  let done = false;
  // First, last and changed ones: requests look for their operation from the first one on.
  const called = ["/things-0", "/things-50/7", "/things-98/1/things-99/2"];
  const traffic = Promise.all(
    called.map(async (path) => {
      while (!done) {
        const { status } = await ask("GET", path, { token: good.batch() });
        if (status !== 200) failed.add(`${path}: ${status}`);
        calls++;
      }
    }),
  );
  let reloaded: number;
  try {
    const changed = { readThing50: { responseHeaders: { set: { "x-version": "2" } } } };
    await apply(bundle(changed));
    const after = await ask("GET", "/things-50/7", { token: good.partner() });
    expect(after).toMatchObject({ status: 200, headers: { "x-version": "2" } });
    reloaded = await seconds(() => root(`systemctl reload ${tykUnit}`));
  } finally {
    done = true;
    await traffic;
  }
  process.stdout.write(
    `reload of 500 operations: ${((100 * reloaded) / BOUND).toFixed(0)} % of ${BOUND} s\n`,
  );
  expect(calls).toBeGreaterThan(called.length);
  expect([...failed]).toEqual([]);
  expect(reloaded).toBeLessThan(BOUND);
});
