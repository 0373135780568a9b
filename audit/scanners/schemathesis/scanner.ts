import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readAsset } from "../../../components/assets";
import { runCommand } from "../../../local/hosts/command";
import type { AuditedEnvironment } from "../../model/audited";
import type { ScanOptions, Scanner } from "../../model/scanner";
import { mintHeaders } from "../apis/callers";
import { inPrivateFolder } from "../apis/privateFolder";
import { type ApiTarget, apiTargets, withoutApis } from "../apis/targets";
import { keep, withoutSecrets } from "../apis/withoutSecrets";
import { pythonTool } from "../install/pythonTool";
import { fileName, makeScanner, type Scanned, type Target } from "../scanner";
import { parseSchemathesis } from "./parse";
import { prepare } from "./prepare";
import { countedApart, type Effort } from "./settings";

/** schemathesis on this machine. It needs Python 3.11 or newer. */
export const schemathesisTool = pythonTool({
  name: "schemathesis",
  version: "4.32.5",
  requirements: readAsset("audit/scanners/schemathesis/assets/requirements.txt"),
});

/** How much is tried at an API in an audit: two minutes each. */
const usual: Effort = { examples: 30, seconds: 120 };

/** One API, and what it is called with. */
export interface SchemathesisTarget extends Target {
  readonly api: ApiTarget;
  readonly environment: Pick<AuditedEnvironment, "credentials" | "roots">;
}

/** The APIs of an environment: for each the operations that share a limit, and those that are counted apart. */
export function schemathesisTargets(
  environment: AuditedEnvironment,
  { full = false }: ScanOptions,
): SchemathesisTarget[] {
  return apiTargets(environment, full).flatMap((api) => {
    const label = `${api.api} at ${api.site} on ${api.host}`;
    const apart = api.operations.filter(countedApart);
    const together = api.operations.filter((operation) => !countedApart(operation));
    return [
      { label, operations: together },
      // They may be let in so seldom that all others would wait for them.
      { label: `${label}, operations with limits of their own`, operations: apart },
    ]
      .filter(({ operations }) => operations.length > 0)
      .map((part) => ({ label: part.label, environment, api: { ...api, operations: part.operations } }));
  });
}

/**
 * Calls an API with data that its document allows and data that it does not, and holds the answers to the document.
 *
 * Its settings hold the callers' tokens: they are in a file that only this user can read, in a folder of such a kind, which
 * is gone when this returns.
 *
 * What is kept is in `folder`: the document, the reports and what schemathesis printed, without secrets.
 *
 * @throws Error where it does not come to its end
 */
export async function scanApi(
  { api, environment, label }: SchemathesisTarget,
  folder: string,
  effort: Effort = usual,
): Promise<Scanned> {
  const { headers, seconds } = await mintHeaders(api, environment.credentials);
  // A token that expires on the way would be told as a failure of the API.
  const limited = { ...effort, seconds: Math.min(effort.seconds, Math.max(30, seconds - 60)) };
  return inPrivateFolder(async (own) => {
    const files = await prepare(own, api, headers, environment.roots, limited);
    const { code, stdout, stderr } = await runCommand(
      [
        ...schemathesisTool.command("schemathesis.cli"),
        ...["--config-file", files.settings, "run", files.document, "--no-color"],
      ],
      { cwd: own, limitSeconds: limited.seconds + 120 },
    );
    const place = (extension: string): string => join(folder, fileName(label, extension));
    const output = withoutSecrets(`${stdout}${stderr}`, headers);
    await writeFile(place("txt"), output, { mode: 0o600 });
    // 0: nothing to object to, 1: there are failures.
    if (code > 1) throw new Error(`schemathesis gave up: ${output.trim().split("\n").slice(-5).join(" ")}`);
    await keep(files.document, place("openapi.json"), headers);
    const json = await keep(files.report, place("json"), headers);
    const junit = await keep(files.junit, place("xml"), headers);
    return parseSchemathesis(json, junit, api.host, api.site);
  });
}

/** Every API of the gateway, held to its OpenAPI document. */
export const schemathesis: Scanner = makeScanner({
  name: "schemathesis",
  key: "schemathesis",
  about: "Every API of the gateway, held to its OpenAPI document with data that fits and data that does not",
  installation: schemathesisTool,
  targets: schemathesisTargets,
  otherwise: withoutApis,
  scan: (target, folder) => scanApi(target, folder),
});
