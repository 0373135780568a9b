import type { LocalClient, LocalHost } from "../hosts";
import { compiledArgv } from "../engine/projectRoot";
import type { Look } from "./outside";
import type { Finding, Target } from "./probe";
import { sshLogins } from "./ssh";

export type { Finding, GatewayCredentials } from "./probe";
export { type LogsAccess, storedRequest } from "./storedRequest";
export { isTrusted } from "./tls";

/**
 * Looks at a site of a local host from outside.
 *
 * @param stranger - a client whose address is not the operator's
 * @param site - the site's name, the root certificate that its chain has to end at, and what to call its gateway with
 * @returns what was measured, line by line
 */
export async function verify(
  host: LocalHost,
  stranger: LocalClient,
  site: Omit<Target, "address">,
): Promise<Finding[]> {
  return [...(await lookFromOutside(stranger, { address: host.address, ...site })), await sshLogins(host)];
}

/**
 * Looks from outside at a local host that serves strangers nothing.
 *
 * @param stranger - a client whose address is not the operator's
 * @returns what was measured, line by line
 */
export async function verifyClosed(host: LocalHost, stranger: LocalClient): Promise<Finding[]> {
  return [...(await lookFromOutside(stranger, { closed: host.address })), await sshLogins(host)];
}

async function lookFromOutside(stranger: LocalClient, look: Look): Promise<Finding[]> {
  const { code, stdout, stderr } = await stranger.exec(compiledArgv("local/verification/outside.ts"), {
    input: JSON.stringify(look),
    limitSeconds: 180,
  });
  if (code !== 0) throw new Error(`the checks from outside failed: ${stderr}`);
  return JSON.parse(stdout) as Finding[];
}

/** The findings as a table. */
export function renderFindings(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ what }) => what.length));
  return findings
    .map(({ what, measured, ok }) => `  ${ok ? "✓" : "✗"} ${what.padEnd(width)}  ${measured}`)
    .join("\n");
}
