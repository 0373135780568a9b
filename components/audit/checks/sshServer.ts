import type { AuditCheck } from "../check";

/** What the SSH server of a host lets in, by the settings in force. */
export const sshServerChecks: readonly AuditCheck[] = [
  {
    id: "ssh-password-login",
    title: "Nobody logs in by a password",
    practice: 7,
    severity: "high",
    why: "Passwords are guessed, day and night.",
    mend: "See `sshd -T -C user=NAME,host=localhost,addr=127.0.0.1`, remove what overrules /etc/ssh/sshd_config.d/00-portcullis.conf, and run `pulumi up`.",
    standards: { pciDss4: ["2.2.7", "8.3.1"] },
    source: "CIS Debian Linux 12 Benchmark v1.1.0, 5.1; NIST IR 7966 section 5.1",
  },
  {
    id: "ssh-root-login",
    title: "Root logs in as the settings say",
    practice: 7,
    severity: "high",
    why: "A stolen key is the whole host at once, and the log does not say whose it was.",
    mend: "Bring the SSH server again with `pulumi up`.",
    standards: { cisDebian12: ["5.1.20"], pciDss4: ["2.2.6", "8.2.2"] },
    source: "CIS Debian Linux 12 Benchmark v1.1.0, 5.1.20",
  },
  {
    id: "ssh-algorithms",
    title: "The SSH server uses the algorithms of its hardening policy alone",
    practice: 7,
    severity: "medium",
    why: "A client that is talked into a weak algorithm has a session that can be read or changed.",
    mend: "Bring the SSH server again with `pulumi up`.",
    standards: { cisDebian12: ["5.1.6", "5.1.12", "5.1.15"], pciDss4: ["2.2.7"] },
    source:
      "ssh-audit's built-in hardening policies, https://github.com/jtesta/ssh-audit/blob/master/src/ssh_audit/builtin_policies.py",
  },
  {
    id: "ssh-settings",
    title: "The other settings of the SSH server are those that were brought",
    practice: 7,
    severity: "medium",
    why: "A setting that another file overrules is not in force: tries, time limits, forwarding.",
    mend: "Bring the SSH server again with `pulumi up`, and remove what overrules it in /etc/ssh/sshd_config.",
    standards: { cisDebian12: ["5.1.16", "5.1.18", "5.1.19"], pciDss4: ["2.2.6"] },
    source: "CIS Debian Linux 12 Benchmark v1.1.0, 5.1",
  },
];
