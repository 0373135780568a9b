import type { AuditCheck } from "../check";

/** What a host's kernel refuses. */
export const kernelChecks: readonly AuditCheck[] = [
  {
    id: "kernel-settings",
    title: "The kernel settings are in force",
    practice: 7,
    severity: "medium",
    why: "Attacks on memory, routes and other processes are easier than the settings promise.",
    mend: "Find what sets it (`grep -r NAME /etc/sysctl.d /etc/sysctl.conf`), remove that, and bring the kernel settings again with `pulumi up`.",
    standards: { cisDebian12: ["1.5.1", "1.5.2", "3.3.1", "3.3.2"], pciDss4: ["2.2.6"] },
    source: "CIS Debian Linux 12 Benchmark v1.1.0, 1.5 and 3.3",
  },
];
