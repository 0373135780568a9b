import { renderDemoApi } from "../../../components/demo/render";
import { renderEdge } from "../../../components/edge/render";
import { gatewayFront } from "../../../components/gateway/front";
import { renderTyk } from "../../../components/gateway/tyk/render";
import type { Bundle } from "../../../components/host/bundle";
import { type Platform, platforms } from "../../../components/host/platform";
import { resolve } from "../../../components/model/resolve";
import type { Edge } from "../../../components/model/types";
import { serveExecutable } from "../../../local/serveExecutable";
import { ensureTyk } from "../../../local/tyk";
import { send } from "../bundle/direct";
import { hostExec, type LocalHost, type TestEnvironment } from "../support";
import { edgePlan, upstream } from "./edgePlan";
import { control, secrets } from "./tykPlan";

function platformOf(release: LocalHost["release"]): Platform {
  return platforms[release === "bookworm" ? "debian-12" : "debian-13"];
}

/** Name of the site that the gateway is behind. */
export const siteName = "api.example.test";

/** Runs a shell command as root on a host. */
export async function root(host: LocalHost, command: string): Promise<string> {
  const { code, stdout, stderr } = await hostExec(host, ["sh", "-c", command]);
  if (code !== 0) throw new Error(`${command}: ${stderr}${stdout}`);
  return stdout;
}

async function apply(host: LocalHost, bundle: Bundle): Promise<void> {
  const { code, stderr } = await send(host, "apply", bundle);
  if (code !== 0) throw new Error(stderr);
}

/** Puts nginx on a host, in front of the gateway or of the same address as of any API. */
export async function applyEdge(
  host: LocalHost,
  front = true,
  limits: NonNullable<Edge["limits"]> = { requestsPerSecond: 1000 },
): Promise<void> {
  const settings = resolve("edge", {
    sites: [{ names: [siteName], upstream: { url: "http://127.0.0.1:8000" } }],
    limits,
  });
  const gateway = front ? gatewayFront(edgePlan, "tyk") : undefined;
  await apply(host, renderEdge(settings, platformOf(host.release), gateway));
}

/** Starts a host with nginx in front of Tyk in front of the demonstration's API and the tests' own one. */
export async function startEdgeHost(
  environment: TestEnvironment,
  release: LocalHost["release"],
): Promise<LocalHost> {
  const build = await ensureTyk();
  const host = await environment.startHost({ name: "edge", release });
  const download = await serveExecutable(build, (await environment.environment.bringUp()).gateway);
  try {
    const binary = { url: download.url, sha256: download.sha256 };
    await apply(host, renderDemoApi(resolve("demoApi", {})));
    await apply(host, renderTyk(edgePlan, secrets, control, { binary }, platformOf(release)));
  } finally {
    await download.close();
  }
  const program = Buffer.from(upstream).toString("base64");
  await root(host, `systemd-run --quiet --unit=upstream python3 -c "$(printf %s '${program}' | base64 -d)"`);
  await applyEdge(host);
  return host;
}
