import type { AuditCheck } from "../check";

/** Which ports of a host are open from outside. */
export const portChecks: readonly AuditCheck[] = [
  {
    id: "ports-declared",
    title: "No TCP port is open that the settings do not open",
    practice: 7,
    severity: "high",
    why: "A service that nobody meant to show is reached by everybody.",
    mend: "Find what listens with `ss -ltnp`, and stop it; bring the firewall again with `pulumi up`, or declare the port in firewall.extraPorts.",
    standards: { owaspApi: ["API8:2023"], pciDss4: ["1.2.5", "1.4.2", "2.2.4"] },
    source: "NIST SP 800-41 Rev. 1 section 4.1 (deny by default)",
  },
];
