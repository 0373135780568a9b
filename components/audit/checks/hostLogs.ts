import type { AuditCheck } from "../check";

/** Logs on their way from a host. */
export const hostLogChecks: readonly AuditCheck[] = [
  {
    id: "logs-journal",
    title: "The journal is kept, within limits, as the settings say",
    practice: 5,
    severity: "medium",
    why: "What led to an attack is gone after a reboot, or the disk is full of it.",
    mend: "Remove the drop-in that overrules it in /etc/systemd/journald.conf.d, and bring the local logs again with `pulumi up`.",
    standards: { cisDebian12: ["6.1.1.3", "6.1.2.3", "6.1.2.4"], pciDss4: ["10.3.2", "10.5.1"] },
    source: "CIS Debian Linux 12 Benchmark v1.1.0, 6.1.1 and 6.1.2",
  },
  {
    id: "log-shipper-running",
    title: "Logs are sent off the host",
    practice: 5,
    severity: "high",
    why: "An attack leaves no trace but on the host, where the attacker can remove it.",
    mend: "See `systemctl status portcullis-filebeat`, then `systemctl enable --now portcullis-filebeat`, or `pulumi up`.",
    standards: { pciDss4: ["10.3.3", "10.7.2"] },
    source: "NIST SP 800-92 section 5.1",
  },
  {
    id: "log-shipper-queue",
    title: "Logs that wait to be sent take no more than half of their room",
    practice: 5,
    severity: "medium",
    why: "Once it is full, events are lost.",
    mend: "See whether the log host answers: the journal of portcullis-filebeat says what it was told.",
    standards: { pciDss4: ["10.3.3", "10.7.2"] },
    source: "NIST SP 800-92 section 5.1",
  },
];
