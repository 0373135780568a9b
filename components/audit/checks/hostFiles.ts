import type { AuditCheck } from "../check";

/** Files that others must not read or write. */
export const hostFileChecks: readonly AuditCheck[] = [
  {
    id: "files-secrets",
    title: "Secrets and private keys are read by nobody else",
    practice: 2,
    severity: "high",
    why: "Any program on the host that is taken over has the key.",
    mend: "Put mode and owner back: `pulumi up` does so for files of Portcullis; see who made the others readable.",
    standards: { cisDebian12: ["5.1.2"], pciDss4: ["3.6.1", "8.6.2"] },
    source: "CIS Debian Linux 12 Benchmark v1.1.0, 5.1.2",
  },
  {
    id: "files-world-writable",
    title: "No file below /etc or /usr/local is written by everybody",
    practice: 7,
    severity: "high",
    why: "Any program on the host changes what root runs or believes.",
    mend: "Take the right away: `chmod o-w FILE`.",
    standards: { cisDebian12: ["7.1.11"], pciDss4: ["7.2.1"] },
    source: "CIS Debian Linux 12 Benchmark v1.1.0, 7.1.11",
  },
  {
    id: "files-setuid",
    title: "Every set-user-id program comes from a package",
    practice: 7,
    severity: "high",
    why: "It makes root of whoever runs it.",
    mend: "Take the bit away (`chmod u-s,g-s FILE`) and find out who put it there.",
    standards: { cisDebian12: ["7.1.13"], pciDss4: ["7.2.1"] },
    source: "CIS Debian Linux 12 Benchmark v1.1.0, 7.1.13",
  },
];
