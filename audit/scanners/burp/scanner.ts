import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../../../local/hosts/command";
import type { AuditedEnvironment } from "../../model/audited";
import type { ScanOptions, Scanner } from "../../model/scanner";
import { mintHeaders } from "../apis/callers";
import { servedDocument } from "../apis/document";
import { inPrivateFolder } from "../apis/privateFolder";
import { type ApiTarget, apiTargets, withoutApis } from "../apis/targets";
import { keep, withoutSecrets } from "../apis/withoutSecrets";
import { countBySeverity, fileName, makeScanner, type Scanned, type Target } from "../scanner";
import { burpReports, placeholders, renderBurpConfiguration } from "./configuration";
import { burpImage, burpInstallation, type BurpServer, burpServer } from "./installation";
import { parseBurp } from "./parse";

/** One API, and what it is called with. */
export interface BurpTarget extends Target {
  readonly api: ApiTarget;
  readonly credentials: AuditedEnvironment["credentials"];
}

/** The APIs of an environment. */
export function burpTargets(environment: AuditedEnvironment, { full = false }: ScanOptions): BurpTarget[] {
  return apiTargets(environment, full).map((api) => ({
    api,
    credentials: environment.credentials,
    label: `${api.api} at ${api.site} on ${api.host}`,
  }));
}

/** Writes a target's configuration, with variables for secrets, and its document: to be run in any pipeline. */
export async function writeConfiguration(
  { api, credentials, label }: BurpTarget,
  folder: string,
): Promise<void> {
  const { headers } = await mintHeaders(api, credentials);
  const document = fileName(label, "openapi.json");
  const server = { url: "${BURP_ENTERPRISE_SERVER_URL}", apiKey: "${BURP_ENTERPRISE_API_KEY}" };
  const configuration = renderBurpConfiguration(api, { server, document, headers: placeholders(headers) });
  await writeFile(join(folder, document), JSON.stringify(servedDocument(api), null, 2));
  await writeFile(join(folder, fileName(label, "burp_config.yml")), configuration);
}

/** What the scanner's container is started by. It resolves the site's name to the host that is looked at. */
export function burpCommand(target: ApiTarget, own: string, user: number): string[] {
  return [
    ...["docker", "run", "--rm", "--pull=never", `--user=${user}`],
    ...[`--volume=${own}:${own}`, `--workdir=${own}`, `--add-host=${target.site}:${target.address}`],
    ...[`--env=BURP_CONFIG_FILE_PATH=${join(own, "burp_config.yml")}`, burpImage],
  ];
}

async function scan(
  { api, credentials, label }: BurpTarget,
  folder: string,
  server: BurpServer,
): Promise<Scanned> {
  const { headers, seconds } = await mintHeaders(api, credentials);
  const secret = { ...headers, server: { name: "", value: server.apiKey } };
  return inPrivateFolder(async (own) => {
    const document = join(own, "openapi.json");
    await writeFile(document, JSON.stringify(servedDocument(api)));
    const configuration = renderBurpConfiguration(api, { server, document, headers });
    await writeFile(join(own, "burp_config.yml"), configuration, { mode: 0o600 });
    const { code, stdout, stderr } = await runCommand(burpCommand(api, own, process.getuid!()), {
      limitSeconds: seconds,
    });
    const output = withoutSecrets(`${stdout}${stderr}`, secret);
    await writeFile(join(folder, fileName(label, "txt")), output, { mode: 0o600 });
    const xml = join(own, burpReports.xml);
    if (!existsSync(xml))
      throw new Error(`Burp gave up with ${code}: ${output.trim().split("\n").slice(-5).join(" ")}`);
    const findings = parseBurp(await keep(xml, join(folder, fileName(label, "xml")), secret), api.host);
    return { findings, figures: countBySeverity(findings) };
  });
}

const scanner = makeScanner<BurpTarget>({
  name: "Burp Suite",
  key: "burp",
  about: "Every API of the gateway, by Burp Suite DAST's scanner for CI",
  installation: burpInstallation,
  targets: burpTargets,
  otherwise: withoutApis,
  scan: (target, folder) => scan(target, folder, burpServer()!),
});

/** Every API of the gateway, by Burp Suite DAST. Its configuration is written also where there is no Burp to run it. */
export const burp: Scanner = {
  ...scanner,
  run: async (environment, folder, options = {}) => {
    for (const target of burpTargets(environment, options)) await writeConfiguration(target, folder);
    return scanner.run(environment, folder, options);
  },
};
