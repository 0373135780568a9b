import { randomBytes } from "node:crypto";
import type { AuditedEnvironment } from "../../../audit/model/audited";
import { renderDemoApi } from "../../../components/demo/render";
import { certificateFiles } from "../../../components/edge/paths";
import { renderEdge } from "../../../components/edge/render";
import { gatewayFront } from "../../../components/gateway/front";
import { loadPlan } from "../../../components/gateway/planning/loadPlan";
import { renderTyk } from "../../../components/gateway/tyk/render";
import type { Bundle } from "../../../components/host/bundle";
import { platforms } from "../../../components/host/platform";
import { projectRoot } from "../../../local/engine/projectRoot";
import { serveExecutable } from "../../../local/serveExecutable";
import { ensureTyk } from "../../../local/tyk";
import {
  auditedEnvironment,
  makeKeys,
  ordersSettings,
  siteName,
} from "../../unit/audit/scanners/ordersEnvironment";
import { send } from "../bundle/direct";
import { root } from "../gateway/edgeHost";
import type { LocalHost, TestEnvironment } from "../support";

async function apply(host: LocalHost, bundle: Bundle): Promise<void> {
  const { code, stderr } = await send(host, "apply", bundle);
  if (code !== 0) throw new Error(stderr);
}

/** A host with nginx in front of Tyk in front of the demonstration's API, and the environment that an audit knows it by. */
export async function startApiHost(
  environment: TestEnvironment,
): Promise<{ host: LocalHost; audited: AuditedEnvironment }> {
  const build = await ensureTyk();
  const host = await environment.startHost({ name: "api1" });
  const download = await serveExecutable(build, (await environment.environment.bringUp()).gateway);
  const binary = { url: download.url, sha256: download.sha256 };
  const settings = ordersSettings(host.address, binary);
  const plan = loadPlan(settings.gateway!, projectRoot());
  const { secrets, credentials } = makeKeys();
  const platform = platforms["debian-12"];
  try {
    await apply(host, renderDemoApi(settings.demoApi!));
    await apply(host, renderTyk(plan, secrets, randomBytes(24).toString("hex"), { binary }, platform));
  } finally {
    await download.close();
  }
  await apply(host, renderEdge(settings.edge!, platform, gatewayFront(plan, "tyk")));
  const certificate = await root(host, `cat ${certificateFiles(siteName).chain}`);
  return { host, audited: auditedEnvironment(settings, credentials, [certificate]) };
}
