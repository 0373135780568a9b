/** How much a finding matters, worst first. */
export const severities = ["critical", "high", "medium", "low", "info"] as const;

/**
 * How much a finding matters. `critical`: somebody can get in now. `high`: a protection that the configuration promises
 * is missing. `medium`: a protection is weaker than it ought to be. `low`: good practice is missed. `info`: worth knowing.
 */
export type Severity = (typeof severities)[number];

/** What a check of each severity counts in a score. */
export const weights: Readonly<Record<Severity, number>> = {
  critical: 10,
  high: 5,
  medium: 2,
  low: 1,
  info: 0,
};
