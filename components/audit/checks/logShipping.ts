import type { AuditCheck } from "../check";

/** Whether what happens at the edge reaches the logs. */
export const logShippingChecks: readonly AuditCheck[] = [
  {
    id: "log-shipping",
    title: "A request at the edge is found in the collected logs",
    practice: 5,
    severity: "high",
    why: "An attack leaves no trace but on the host, where the attacker can remove it.",
    mend: "See `systemctl status portcullis-filebeat` and its journal on the host, then the host that collects the logs.",
    standards: { owaspApi: ["API8:2023"], pciDss4: ["10.2.1", "10.3.3"] },
    source: "NIST SP 800-92 section 5.1",
  },
  {
    id: "log-collection",
    title: "Logs are kept elsewhere than on the host that wrote them",
    practice: 5,
    severity: "low",
    why: "Who takes over a host can remove its logs.",
    mend: "Add the section `logging`.",
    standards: { pciDss4: ["10.3.3"] },
    source: "NIST SP 800-92 section 5.1",
  },
];
