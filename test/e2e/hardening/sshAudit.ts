import type { CommandResult, LocalClient } from "../../../local/hosts";
import { pythonPackage } from "../support";

/** Audits the SSH server at an address, from a client's place in the network. */
export async function sshAudit(
  client: LocalClient,
  address: string,
  options: readonly string[],
): Promise<CommandResult> {
  const folder = await pythonPackage("ssh-audit", "3.9.0");
  const program = ["env", `PYTHONPATH=${folder}`, "python3", "-m", "ssh_audit.ssh_audit", "--timeout=60"];
  return client.exec([...program, "--no-colors", ...options, address], { limitSeconds: 600 });
}
