import type { AuditCheck } from "../check";

/** The API gateway's own configuration. */
export const gatewaySettingsChecks: readonly AuditCheck[] = [
  {
    id: "gateway-admin",
    title: "The gateway's control interface is reached from the host alone",
    practice: 2,
    severity: "critical",
    why: "Whoever reaches it changes every route, key and limit.",
    mend: "Let it listen on 127.0.0.1 alone: bring the gateway again with `pulumi up`.",
    standards: { owaspApi: ["API8:2023"], pciDss4: ["1.4.4", "2.2.2"] },
    source: 'Tyk documentation, "Gateway API"; Kong documentation, "Secure the Admin API"',
  },
  {
    id: "gateway-secret",
    title: "The secret of the gateway's control interface is not the well-known one",
    practice: 2,
    severity: "critical",
    why: "Whoever knows the sample configuration changes every route, key and limit.",
    mend: "Bring the gateway again with `pulumi up`, which makes a secret of its own.",
    standards: { owaspApi: ["API2:2023", "API8:2023"], pciDss4: ["2.2.2"] },
    source: 'Tyk documentation, "secret" in Tyk Gateway configuration options',
  },
  {
    id: "gateway-access",
    title: "Every route of the gateway asks for what the settings say, and there is no other",
    practice: 2,
    severity: "critical",
    why: "Everybody may call what only known callers should.",
    mend: "Bring the gateway again with `pulumi up`; declare an operation `public` where it is meant to be.",
    standards: { owaspApi: ["API2:2023", "API5:2023", "API9:2023"], pciDss4: ["7.2.1", "7.3.1"] },
    source: "OWASP API Security Top 10 2023, API2",
  },
];
