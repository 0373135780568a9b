import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loggingServer } from "../../../components/environment/plannedHost";
import { runCommand } from "../../../local/hosts/command";
import type { AuditedEnvironment, AuditedHost } from "../../model/audited";
import type { Scanner } from "../../model/scanner";
import { run } from "../../ssh";
import { pythonTool } from "../install/pythonTool";
import { fileName, makeScanner, type Scanned, type Target } from "../scanner";
import { parseGixy } from "./parse";
import { gixyRequirements } from "./requirements";

/**
 * gixy on this machine, as its successor Gixy-Next: gixy itself rests since 2024, and gixy-ng 0.2.59 does not get through a
 * regular expression of ours.
 */
export const gixyTool = pythonTool({
  name: "gixy-next",
  version: "0.9.0",
  requirements: gixyRequirements,
});

interface NginxTarget extends Target {
  readonly host: AuditedHost;
}

function targets({ hosts, settings }: AuditedEnvironment): NginxTarget[] {
  return hosts
    .filter(({ plan }) => loggingServer(settings, plan) === "nginx")
    .map((host) => ({ host, label: host.name }));
}

/**
 * Judges a configuration of nginx.
 *
 * @param dump - what `nginx -T` printed; it may hold secrets, and is handed over on standard input
 * @returns gixy's JSON, without the lines that it objects to
 * @throws Error where gixy cannot read it
 */
export async function gixyJson(dump: string): Promise<string> {
  const argv = [...gixyTool.command("gixy"), "--format", "json", "-"];
  const { code, stdout, stderr } = await runCommand(argv, { input: dump, limitSeconds: 120 });
  // 1: there are findings, or it broke: then there is no JSON.
  if (code > 1 || !stdout.trimStart().startsWith("[")) {
    throw new Error(`gixy cannot read the configuration: ${stderr.trim().split("\n").pop() ?? ""}`);
  }
  return JSON.stringify(
    (JSON.parse(stdout) as object[]).map((entry) => ({ ...entry, config: undefined })),
    undefined,
    2,
  );
}

async function scan({ host, label }: NginxTarget, folder: string): Promise<Scanned> {
  const { code, stdout: dump, stderr } = await run(host.ssh, "nginx -T");
  if (code !== 0) throw new Error(`nginx -T: ${stderr.trim()}`);
  const json = await gixyJson(dump);
  writeFileSync(join(folder, fileName(label, "json")), json, { mode: 0o600 });
  const findings = parseGixy(json, host.name, dump);
  const of = (severity: string): number => findings.filter((one) => one.severity === severity).length;
  return { findings, figures: { high: of("high"), medium: of("medium"), low: of("low") } };
}

/** The configuration of nginx as it is on every host. */
export const gixy: Scanner = makeScanner({
  name: "gixy",
  key: "gixy",
  about: "The configuration of nginx as it is on every host",
  installation: gixyTool,
  targets,
  otherwise: "No host runs nginx",
  scan,
});
