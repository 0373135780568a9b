import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isIPv6 } from "node:net";
import { mustRun } from "../../../local/hosts/command";
import type { AuditedEnvironment, AuditedHost } from "../../model/audited";
import type { Scanner } from "../../model/scanner";
import { declaredPorts } from "../../outside/ports/judge";
import { aptInstallation } from "../install/apt";
import { programVersion } from "../install/programVersion";
import { countBySeverity, fileName, makeScanner, type Scanned, type Target } from "../scanner";
import { siteTargets } from "../sites";
import { nmapFindings } from "./findings";
import { parseNmap } from "./parse";

/** A host, and what may be open there. */
interface NmapTarget extends Target {
  readonly host: AuditedHost;
  readonly declared: ReadonlySet<number>;
  /** Name that its edge answers to. Default: it has none. */
  readonly site?: string;
}

/**
 * Command line that tries every TCP port of an address, and asks those that are open for service, version, cipher suites
 * and methods. Of nmap's scripts it runs two of the category `safe`.
 *
 * @param address - the host's
 * @param xml - file that it writes
 * @param site - name that TLS and HTTP are asked by. Default: none
 */
export function nmapCommand(address: string, xml: string, site?: string): string[] {
  return [
    ...["nmap", ...(isIPv6(address) ? ["-6"] : []), "-n", "-Pn", "-p-", "--open"],
    // A firewall that drops answers nothing: without a rate, each of 65,535 ports would be waited for.
    ...["-T4", "--min-rate", "4000", "--max-retries", "1"],
    ...["-sV", "--version-light", "--script", "ssl-enum-ciphers,http-methods"],
    ...(site === undefined ? [] : ["--script-args", `tls.servername=${site},http.host=${site}`]),
    ...["-oX", xml, address],
  ];
}

function targets(environment: AuditedEnvironment): NmapTarget[] {
  const sites = siteTargets(environment);
  return environment.hosts.map((host) => ({
    host,
    label: host.name,
    declared: new Set(declaredPorts(environment.settings, host.plan).map(({ port }) => port)),
    site: sites.find((site) => site.host === host)?.name,
  }));
}

async function scan({ host, declared, site, label }: NmapTarget, folder: string): Promise<Scanned> {
  const xml = join(folder, fileName(label, "xml"));
  await mustRun(nmapCommand(host.address, xml, site), { limitSeconds: 1800 });
  const ports = parseNmap(readFileSync(xml, "utf8"));
  const findings = nmapFindings(ports, declared, host.name);
  const open = ports.map(({ port }) => port).join(", ");
  return { findings, figures: { "open ports": open, ...countBySeverity(findings) } };
}

/** Every TCP port of every host, against those that are declared. */
export const nmap: Scanner = makeScanner({
  name: "nmap",
  key: "nmap",
  about: "Every TCP port of every host, against those that are declared",
  installation: aptInstallation({
    name: "nmap",
    program: "nmap",
    version: () => programVersion(["nmap", "--version"], /Nmap version (\S+)/),
  }),
  targets,
  otherwise: "There is no host",
  scan,
});
