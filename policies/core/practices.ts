/** The eight practices for safe APIs on Linux hosts that the project is about. */
export const PRACTICES = [
  "HTTPS everywhere",
  "Authentication and authorization",
  "Input validation",
  "Rate limiting and throttling",
  "Monitoring and logging",
  "Updates",
  "Firewalls and gateways",
  "Security audits",
] as const;

/** One of the {@link PRACTICES}. */
export type Practice = (typeof PRACTICES)[number];
