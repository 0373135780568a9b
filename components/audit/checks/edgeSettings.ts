import type { AuditCheck } from "../check";

/** The web server's own configuration. */
export const edgeSettingsChecks: readonly AuditCheck[] = [
  {
    id: "edge-tls",
    title: "The web server is told the TLS profile of the settings everywhere",
    practice: 1,
    severity: "high",
    why: "Old protocols and weak ciphers can be attacked: who is between client and server reads or changes what is sent.",
    mend: "Bring the edge again with `pulumi up`.",
    standards: { owaspApi: ["API8:2023"], pciDss4: ["4.2.1"] },
    source: "Mozilla Server Side TLS 6.0, https://wiki.mozilla.org/Security/Server_Side_TLS",
  },
  {
    id: "edge-software",
    title: "The web server is told not to say its version",
    practice: 1,
    severity: "low",
    why: "Who looks for a known hole is told where it is.",
    mend: "Bring the edge again with `pulumi up`.",
    standards: { owaspApi: ["API8:2023"], pciDss4: ["2.2.6"] },
    source: "OWASP Web Security Testing Guide, WSTG-INFO-02",
  },
  {
    id: "edge-current",
    title: "The web server runs with the configuration and certificates that its files have",
    practice: 1,
    severity: "medium",
    why: "What was changed is not in force, and will be at the next start, unexpectedly.",
    mend: "Judge the files (`nginx -t`, `apachectl configtest`), then `systemctl reload` the server.",
    standards: { pciDss4: ["2.2.1"] },
    source: 'nginx, "Controlling nginx": a reload starts new workers',
  },
];
