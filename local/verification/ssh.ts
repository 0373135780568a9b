import { type LocalHost, runCommand } from "../hosts";
import type { Finding } from "./probe";

/** What the SSH server offers to somebody who is let through by the firewall, but has no key. */
export async function sshLogins(host: LocalHost): Promise<Finding> {
  const options = [
    "StrictHostKeyChecking=no",
    "UserKnownHostsFile=/dev/null",
    "PreferredAuthentications=none",
    "ConnectTimeout=10",
    "LogLevel=ERROR",
  ];
  const { stderr } = await runCommand([
    "ssh",
    "-F",
    "none",
    ...options.flatMap((option) => ["-o", option]),
    `${host.user}@${host.address}`,
    "true",
  ]);
  const methods = /Permission denied \(([^)]*)\)/.exec(stderr)?.[1];
  return {
    what: "SSH logins offered",
    measured: methods ?? stderr.trim(),
    ok: methods === "publickey",
  };
}
