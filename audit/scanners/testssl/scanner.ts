import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../../../local/hosts/command";
import type { Scanner } from "../../model/scanner";
import { aptInstallation } from "../install/apt";
import { programVersion } from "../install/programVersion";
import { countBySeverity, fileName, makeScanner } from "../scanner";
import { type SiteTarget, siteTargets } from "../sites";
import { parseTestssl } from "./parse";

/** Debian's name of the program, whose own name is testssl.sh. */
const program = "testssl";

/** Seconds after which a site is given up. A scan takes about one minute. */
const limitSeconds = 600;

/** A site as testssl.sh is told of it. */
export interface TestsslTarget {
  /** Name of the site, for SNI and the certificate. */
  readonly name: string;
  /** Address of the host. */
  readonly address: string;
  /** File with the site's own roots. Default: the system's alone. */
  readonly roots?: string;
}

/**
 * Command line that tests all that testssl.sh can, against one address, asking nobody else: no DNS, no revocation lists.
 *
 * @param target - the site
 * @param json - file that it writes
 */
export function testsslCommand(target: TestsslTarget, json: string): string[] {
  const { name, address, roots } = target;
  return [
    ...[program, "--quiet", "--color", "0", "--warnings", "off", "--nodns", "none"],
    ...["--connect-timeout", "15", "--openssl-timeout", "15"],
    ...(roots === undefined ? [] : ["--add-ca", roots]),
    ...["--ip", address, "--jsonfile", json, `${name}:443`],
  ];
}

async function scan({ host, name, roots, label }: SiteTarget, folder: string) {
  const json = join(folder, fileName(label, "json"));
  const rootsFile = roots.length === 0 ? undefined : join(folder, "roots.pem");
  if (rootsFile !== undefined) writeFileSync(rootsFile, roots.join("\n"));
  const argv = testsslCommand({ name, address: host.address, roots: rootsFile }, json);
  const { stdout, stderr } = await runCommand(argv, { cwd: folder, limitSeconds });
  writeFileSync(join(folder, fileName(label, "txt")), stdout + stderr);
  const { findings, grade, passed } = parseTestssl(readFileSync(json, "utf8"), host.name, `${name}:443`);
  return {
    findings,
    figures: { ...(grade === undefined ? {} : { grade }), passed, ...countBySeverity(findings) },
  };
}

/** TLS of every site: protocols, ciphers, certificate, known weaknesses. */
export const testssl: Scanner = makeScanner({
  name: "testssl.sh",
  key: "testssl",
  about: "TLS of every site: protocols, ciphers, certificate, known weaknesses",
  installation: aptInstallation({
    name: "testssl.sh",
    program,
    version: () => programVersion([program, "--version"], /testssl(?:\.sh)?\s+([0-9][0-9.]*\S*) from/),
  }),
  targets: siteTargets,
  otherwise: "No host serves a site",
  scan,
});
