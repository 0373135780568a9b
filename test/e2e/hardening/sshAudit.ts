import { sshAuditCommand, sshAuditPolicies, sshAuditTool } from "../../../audit/scanners/sshAudit/scanner";
import type { PlatformName } from "../../../components/host/platform";
import type { LocalClient } from "../../../local/hosts";

/** In what an SSH server differs from ssh-audit's policy of its platform, seen from a client's place in the network. */
export async function sshAudit(
  client: LocalClient,
  address: string,
  platform: PlatformName,
): Promise<string[]> {
  await sshAuditTool.install();
  const argv = sshAuditCommand(address, 22, sshAuditPolicies[platform]);
  const { stdout } = await client.exec(argv, { limitSeconds: 600 });
  const { errors } = JSON.parse(stdout) as { errors: { mismatched_field: string }[] };
  return errors.map((error) => error.mismatched_field);
}
