import type { AuditCheck } from "../check";

const bringAgain = "Bring the SSH server again with `pulumi up`.";
const policies =
  "ssh-audit's built-in hardening policies, https://github.com/jtesta/ssh-audit/blob/master/src/ssh_audit/builtin_policies.py";

/** What the SSH server of a host offers to somebody without a key. */
export const sshOutsideChecks: readonly AuditCheck[] = [
  {
    id: "ssh-logins-offered",
    title: "The SSH server offers logins by public key alone",
    practice: 7,
    severity: "high",
    why: "Passwords are guessed, day and night.",
    mend: `Take sshServer.insecurePasswordLogin away. ${bringAgain}`,
    standards: { pciDss4: ["2.2.7", "8.3.1"] },
    source: "OpenSSH, sshd_config(5), AuthenticationMethods; NIST IR 7966 section 5.1",
  },
  {
    id: "ssh-algorithms-offered",
    title: "The SSH server offers the algorithms of its hardening policy alone",
    practice: 7,
    severity: "medium",
    why: "A client that is talked into a weak algorithm has a session that can be read or changed.",
    mend: bringAgain,
    standards: { cisDebian12: ["5.1.6", "5.1.12", "5.1.15"], pciDss4: ["2.2.7"] },
    source: policies,
  },
  {
    id: "ssh-host-key",
    title: "The SSH server has the host key that is pinned",
    practice: 7,
    severity: "critical",
    why: "It is another host, or somebody is in between.",
    mend: "Do not connect. Compare `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` at the host's console with hosts.NAME.hostKey.",
    standards: { pciDss4: ["2.2.7"] },
    source: "RFC 4251 section 4.1",
  },
];
