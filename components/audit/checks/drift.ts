import type { AuditCheck } from "../check";

/** Ids of the checks that compare a host with the bundles that were brought to it. */
export type DriftCheckId = "drift-bundle" | "drift-file" | "drift-absent" | "drift-service" | "drift-package";

const common = {
  practice: 8,
  mend: "Find out who changed it and why, then put it back: `npm run drift -- <stack> --mend`, and `pulumi up`",
  standards: {
    owaspApi: ["API8:2023"],
    cisDebian12: ["6.3.2"],
    pciDss4: ["2.2.1", "11.5.2"],
  },
  source: "CIS Debian Linux 12 Benchmark v1.1.0, 6.3; PCI DSS 4.0.1, 11.5.2; NIST SP 800-128, 3.4",
} as const;

/** Whether a host is still as the stack left it. */
export const driftChecks: readonly (AuditCheck & { readonly id: DriftCheckId })[] = [
  {
    ...common,
    id: "drift-bundle",
    title: "Every bundle is in force as the stack's state says, and no change of one was cut off",
    severity: "high",
    why: "Whoever applies from elsewhere, or not at all, leaves a host that no reviewed configuration describes",
  },
  {
    ...common,
    id: "drift-file",
    title: "Every managed file has the content, mode and owner that it was brought with",
    severity: "high",
    why: "A file changed by hand switches off what its configuration promises, by mistake or by an intruder",
  },
  {
    ...common,
    id: "drift-absent",
    title: "Files that must not exist do not",
    severity: "medium",
    why: "A distribution's default that comes back, such as its default site, is served beside the hardened configuration",
  },
  {
    ...common,
    id: "drift-service",
    title: "Every managed unit runs and starts with the host",
    severity: "high",
    why: "A protection that was stopped, such as the firewall or fail2ban, protects nothing until somebody looks",
  },
  {
    ...common,
    id: "drift-package",
    title: "Every package that a bundle needs is installed",
    severity: "medium",
    why: "With a package goes what it does, at the latest when its service starts anew",
  },
];
