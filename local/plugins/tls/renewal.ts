import type { Properties } from "../provider/propertyValue";

const HOUR_MS = 3_600_000;

/**
 * Whether a certificate has run out, or is within the hours before its end in which it is to be renewed.
 *
 * @param state - holds `validityEndTime`
 * @param inputs - hold `earlyRenewalHours`
 */
export function needsRenewal(state: Properties, inputs: Properties): boolean {
  if (typeof state.validityEndTime !== "string") return false;
  const early = Number(inputs.earlyRenewalHours ?? 0) * HOUR_MS;
  return Date.parse(state.validityEndTime) - early <= Date.now();
}
