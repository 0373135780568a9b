import type { AuditCheck } from "../check";

/** Whether known holes are closed. */
export const updateChecks: readonly AuditCheck[] = [
  {
    id: "updates-enabled",
    title: "Updates install themselves",
    practice: 6,
    severity: "high",
    why: "Known holes stay open until somebody thinks of them.",
    mend: "Bring the updates again with `pulumi up`.",
    standards: { cisDebian12: ["1.2.2.1"], pciDss4: ["6.3.3"] },
    source: "CIS Debian Linux 12 Benchmark v1.1.0, 1.2.2.1",
  },
  {
    id: "updates-recent",
    title: "The last run of the updates that succeeded is three days old at most",
    practice: 6,
    severity: "high",
    why: "Updates that fail do so without a word.",
    mend: "See `systemctl status apt-daily-upgrade.service` (dnf-automatic.service) and /var/log/unattended-upgrades.",
    standards: { pciDss4: ["6.3.3"] },
    source: "NIST SP 800-40 Rev. 4 section 3.4",
  },
  {
    id: "updates-pending",
    title: "No security update waits for longer than that",
    practice: 6,
    severity: "high",
    why: "The hole is public, and so is what exploits it.",
    mend: "Run `unattended-upgrade --verbose` (`dnf upgrade --security`) and read what keeps it from being installed.",
    standards: { cisDebian12: ["1.2.2.1"], pciDss4: ["6.3.3"] },
    source: "NIST SP 800-40 Rev. 4 section 3.4",
  },
  {
    id: "updates-reboot",
    title: "A reboot that updates need is not put off for longer than that",
    practice: 6,
    severity: "medium",
    why: "The kernel with the hole goes on running.",
    mend: "Reboot the host, or set automaticUpdates.reboot.automatic.",
    standards: { pciDss4: ["6.3.3"] },
    source: "NIST SP 800-40 Rev. 4 section 3.4",
  },
];
