import { type CommandOptions, type CommandResult, runCommand } from "./command";
import type { LocalHost } from "./host";
import { leader } from "./nspawn";

/**
 * Runs a command inside a host as root, without SSH: for looking at a host whatever its firewall and SSH server do.
 *
 * @returns the result, whatever the exit code is.
 * @throws Error when the host isn't running.
 */
export function hostExec(
  host: LocalHost,
  argv: readonly string[],
  options?: CommandOptions,
): Promise<CommandResult> {
  const init = leader(host.netns);
  if (init === undefined) return Promise.reject(new Error(`host "${host.name}" is not running`));
  const path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  const environment = ["env", "-i", path, "HOME=/root", "LANG=C.UTF-8"];
  const enter = ["nsenter", `--target=${init}`, "--all", "--"];
  return runCommand([...enter, ...environment, ...argv], options);
}
