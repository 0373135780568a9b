import { gatewayParts, renderParts } from "../../../components/gateway/parts";
import { parseOpenApi } from "../../../components/gateway/openApi/load";
import type { GatewayPlan } from "../../../components/gateway/plan";
import { planGateway } from "../../../components/gateway/planning/planGateway";
import { renderTyk } from "../../../components/gateway/tyk/render";
import type { Bundle } from "../../../components/host/bundle";
import { platforms } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";
import { goldenSecrets } from "./golden";
import { largeDocument } from "./largeDocument";

/** Most processor time for a document of 500 operations, from its text to the files of a host, in seconds. */
const BOUND = 2;

const text = largeDocument();
const platform = platforms["debian-12"];
const tyk = { binary: { url: "https://example.com/tyk", sha256: "0".repeat(64) } };
const kong = { archive: { url: "https://example.com/kong.deb", sha256: "0".repeat(64) } };

function plan(engine: "kong" | "tyk"): GatewayPlan {
  const settings = resolve("gateway", {
    engine,
    kong,
    tyk,
    apis: {
      large: {
        upstreams: ["http://127.0.0.1:8080"],
        openApi: "large.json",
        roles: ["viewer"],
        operations: { listThing0: { rateLimit: { minute: 10 } }, createThing1: { roles: ["editor"] } },
      },
    },
    consumers: {
      plugin: { roles: ["viewer", "editor"], jwt: {} },
      partner: { roles: ["viewer"], jwt: { algorithm: "RS256" } },
      billing: { roles: ["viewer"], apiKey: true },
    },
  });
  return planGateway(settings, { "large.json": parseOpenApi("large.json", text) });
}

const engines: Record<string, () => readonly Bundle[]> = {
  kong: () =>
    renderParts(
      gatewayParts({ engine: "kong", kong: resolve("gatewayKong", kong) }, plan("kong"), platform),
      goldenSecrets,
    ),
  tyk: () => [
    renderTyk(plan("tyk"), goldenSecrets, goldenSecrets.control!, resolve("gatewayTyk", tyk), platform),
  ],
};

test.each(Object.entries(engines))(
  `500 operations take %s less than ${BOUND} s to render`,
  (name, render) => {
    // Processor time: what else the machine does costs none of it.
    const started = process.cpuUsage();
    const bundles = render();
    const { user, system } = process.cpuUsage(started);
    const seconds = (user + system) / 1e6;
    const bytes = bundles.flatMap(({ files }) => files).reduce((sum, { content }) => sum + content.length, 0);
    process.stdout.write(
      `500 operations for ${name}: ${((100 * seconds) / BOUND).toFixed(0)} % of ${BOUND} s, ${(bytes / 1e6).toFixed(1)} MB\n`,
    );
    expect(plan("kong").apis[0]!.routes).toHaveLength(500);
    expect(seconds).toBeLessThan(BOUND);
  },
);
