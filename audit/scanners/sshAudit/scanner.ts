import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PlatformName } from "../../../components/host/platform";
import { runCommand } from "../../../local/hosts/command";
import type { AuditedEnvironment, AuditedHost } from "../../model/audited";
import type { Scanner } from "../../model/scanner";
import { pythonTool } from "../install/pythonTool";
import { fileName, makeScanner, type Scanned, type Target } from "../scanner";
import { parseSshAudit } from "./parse";

/** ssh-audit on this machine. Its policies are part of it, so that its version is ours to choose. */
export const sshAuditTool = pythonTool({
  name: "ssh-audit",
  version: "3.9.0",
  requirements:
    "ssh-audit==3.9.0 --hash=sha256:3dad48d4678e0de31f6332cc7674f9d7dd1805f86babf3796f41c2fd879cb812\n",
});

/** ssh-audit's built-in policy of each platform (its `--list-policies`). */
export const sshAuditPolicies: Readonly<Record<PlatformName, string>> = {
  "debian-12": "Hardened Debian 12 (version 3)",
  "debian-13": "Hardened Debian 13 (version 1)",
  "ubuntu-22.04": "Hardened Ubuntu Server 22.04 LTS (version 6)",
  "ubuntu-24.04": "Hardened Ubuntu Server 24.04 LTS (version 2)",
  "rocky-9": "Hardened Rocky Linux 9 (version 2)",
};

/**
 * Command line that audits an SSH server, and holds it to a policy where one is given. It leaves out the one test that
 * floods the server with connections.
 */
export function sshAuditCommand(address: string, port: number, policy?: string): string[] {
  return [
    ...[...sshAuditTool.command("ssh_audit.ssh_audit"), "--json", "--skip-rate-test", "--timeout=60"],
    ...(policy === undefined ? [] : ["--policy", policy]),
    ...[`--port=${port}`, address],
  ];
}

interface SshTarget extends Target {
  readonly host: AuditedHost;
}

/** Only servers that can be reached from here: one behind a bastion is judged by what the host itself says. */
function targets({ hosts }: AuditedEnvironment): SshTarget[] {
  return hosts
    .filter(({ ssh }) => ssh.proxy === undefined)
    .map((host) => ({ host, label: `${host.name}:${host.ssh.port}` }));
}

async function answer(argv: readonly string[], file: string): Promise<string> {
  const { code, stdout, stderr } = await runCommand(argv, { limitSeconds: 300 });
  // 0: nothing to object to, 2: warnings, 3: failures, also of the policy; 1: no connection, -1: it broke.
  if (![0, 2, 3].includes(code)) {
    throw new Error(`ssh-audit gave up: ${(stderr.trim() || stdout.trim()).slice(0, 500)}`);
  }
  writeFileSync(file, stdout);
  return stdout;
}

async function scan({ host, label }: SshTarget, folder: string): Promise<Scanned> {
  const { address, ssh, plan } = host;
  const policy = sshAuditPolicies[plan.platform.name];
  const [judged, audited] = [
    await answer(
      sshAuditCommand(address, ssh.port, policy),
      join(folder, fileName(`${label}-policy`, "json")),
    ),
    await answer(sshAuditCommand(address, ssh.port), join(folder, fileName(label, "json"))),
  ];
  const result = parseSshAudit(judged, audited, host.name, `${ssh.port}/tcp`);
  const { passed, fails, warns, findings } = result;
  return { findings, figures: { policy, "policy result": passed ? "passed" : "failed", fails, warns } };
}

/** Algorithms of every SSH server, held to the policy of its platform. */
export const sshAudit: Scanner = makeScanner({
  name: "ssh-audit",
  key: "ssh-audit",
  about: "Algorithms of every SSH server, held to the policy of its platform",
  installation: sshAuditTool,
  targets,
  otherwise: "No SSH server can be reached from here without a bastion",
  scan,
});
