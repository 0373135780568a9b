import { compiledArgv } from "../engine/projectRoot";
import type { LocalClient, LocalHost } from "../hosts";
import type { Finding, Target } from "./finding";
import type { Place } from "./outside";
import { sshLogins } from "./ssh";

export type { Finding, Target } from "./finding";
export { loggedRequest } from "./stored";
export { isTrusted } from "./tls";

/**
 * Looks at a site of a local host from outside.
 *
 * @param stranger - a client whose address is not the operator's
 * @param target - the site, and the gateway behind it
 * @returns what was measured, line by line
 */
export async function verify(host: LocalHost, stranger: LocalClient, target: Target): Promise<Finding[]> {
  return [...(await lookFromOutside(stranger, target)), await sshLogins(host)];
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

async function lookFromOutside(stranger: LocalClient, place: Place): Promise<Finding[]> {
  const { code, stdout, stderr } = await stranger.exec(compiledArgv("local/verification/outside.ts"), {
    input: JSON.stringify(place),
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
