import { mkdir, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { AuditedEnvironment } from "../../model/audited";
import type { ScanOptions, Scanner } from "../../model/scanner";
import { mintHeaders } from "../apis/callers";
import { servedDocument } from "../apis/document";
import { inPrivateFolder } from "../apis/privateFolder";
import { type ApiTarget, apiTargets, withoutApis } from "../apis/targets";
import { keep } from "../apis/withoutSecrets";
import { falseFindings } from "../falseFindings";
import { countBySeverity, fileName, makeScanner, type Scanned, type Target } from "../scanner";
import { findZap, zapInstallation } from "./installation";
import { parseZap } from "./parse";
import { type PlanKind, renderPlan, reportNames } from "./plan";
import { runZap } from "./runZap";

/** Minutes that an attack may take: less than tokens are good for. */
const attackMinutes = 20;

/** Findings of ZAP that are none. */
const own = falseFindings.filter(({ scanner }) => scanner === "ZAP");

/** One API, and what it is called with. */
export interface ZapTarget extends Target {
  readonly api: ApiTarget;
  readonly credentials: AuditedEnvironment["credentials"];
  /** The plan that is run. */
  readonly kind: PlanKind;
}

/** The APIs of an environment. */
export function zapTargets(environment: AuditedEnvironment, { full = false }: ScanOptions): ZapTarget[] {
  return apiTargets(environment, full).map((api) => ({
    api,
    credentials: environment.credentials,
    kind: full ? "full" : "api",
    label: `${api.api} at ${api.site} on ${api.host}`,
  }));
}

/** Writes the plans for a target, and the document that they read: to be run in any ZAP, with a header that one sets there. */
export async function writePlans({ api, kind, label }: ZapTarget, folder: string): Promise<void> {
  const document = join(folder, fileName(label, "openapi.json"));
  await writeFile(document, JSON.stringify(servedDocument(api), null, 2));
  const kinds: PlanKind[] = kind === "full" ? ["full"] : ["baseline", "api"];
  for (const one of kinds) {
    const plan = renderPlan(one, api, { document, reports: folder }, attackMinutes, own);
    await writeFile(join(folder, fileName(label, `${one}.yaml`)), plan);
  }
}

/**
 * Runs a target's plan.
 *
 * @param folder - for what is kept: the plans, the reports and what ZAP printed, without secrets
 * @param zap - start of ZAP's command line
 * @throws Error where ZAP does not come to the plan's end
 */
export async function scanByZap(target: ZapTarget, folder: string, zap: readonly string[]): Promise<Scanned> {
  const { api, credentials, kind, label } = target;
  const { headers, seconds } = await mintHeaders(api, credentials);
  const minutes = Math.max(1, Math.min(attackMinutes, Math.floor(seconds / 60) - 8));
  return inPrivateFolder(async (privately) => {
    const [document, reports] = [join(privately, "openapi.json"), join(privately, "reports")];
    const plan = join(privately, "plan.yaml");
    await mkdir(reports);
    await writeFile(document, JSON.stringify(servedDocument(api)));
    await writeFile(plan, renderPlan(kind, api, { document, reports }, minutes, own));
    const limit = (minutes + 15) * 60;
    const { code, stdout, stderr } = await runZap(
      { zap, plan, target: api, headers, seconds: limit },
      privately,
    );
    const output = `${stdout}${stderr}`;
    await writeFile(join(folder, fileName(label, "txt")), output, { mode: 0o600 });
    const json = join(reports, reportNames.json);
    // The exit code tells of findings, too: there is a report only where the plan came so far.
    if (!existsSync(json))
      throw new Error(`ZAP gave up with ${code}: ${output.trim().split("\n").slice(-5).join(" ")}`);
    await keep(join(reports, reportNames.sarif), join(folder, fileName(label, "sarif")), headers);
    const report = await keep(json, join(folder, fileName(label, "json")), headers);
    const findings = parseZap(report, api.host);
    return { findings, figures: { plan: kind, ...countBySeverity(findings) } };
  });
}

const scanner = makeScanner<ZapTarget>({
  name: "ZAP",
  key: "zap",
  about: "Every API of the gateway, attacked as its callers might",
  installation: zapInstallation,
  targets: zapTargets,
  otherwise: withoutApis,
  scan: (target, folder) => scanByZap(target, folder, [findZap()!]),
});

/** Every API of the gateway, by OWASP ZAP. Its plans are written also where there is no ZAP to run them. */
export const zap: Scanner = {
  ...scanner,
  run: async (environment, folder, options = {}) => {
    for (const target of zapTargets(environment, options)) await writePlans(target, folder);
    return scanner.run(environment, folder, options);
  },
};
