import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandOptions, type CommandResult, type LocalHost, runCommand } from "../../../local/hosts";

/**
 * Command line of OpenSSH's client: only the host key that the host was given before its first boot is accepted.
 *
 * @param knownHosts file with the accepted host keys.
 */
export function sshArgv(host: LocalHost, knownHosts: string, command: string): string[] {
  const options = [
    "StrictHostKeyChecking=yes",
    `UserKnownHostsFile=${knownHosts}`,
    "GlobalKnownHostsFile=/dev/null",
    "BatchMode=yes",
    "IdentitiesOnly=yes",
    "ConnectTimeout=60",
  ];
  return [
    "ssh",
    "-F",
    "none",
    "-i",
    host.privateKeyFile,
    ...options.flatMap((option) => ["-o", option]),
    `${host.user}@${host.address}`,
    command,
  ];
}

/** Runs a shell command on a host over SSH as its administrator; the result is given whatever the exit code is. */
export async function ssh(
  host: LocalHost,
  command: string,
  options: CommandOptions = {},
): Promise<CommandResult> {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-ssh-"));
  try {
    const knownHosts = join(folder, "known_hosts");
    writeFileSync(knownHosts, `${host.address} ${host.hostKey}\n`);
    return await runCommand(sshArgv(host, knownHosts, command), { limitSeconds: 600, ...options });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
