import { ALLOWED_USES } from "./keyUsages";
import { atLeast, listOf, oneOf, type InputSpec } from "./validation";

/** Inputs that self-signed and locally signed certificates share. */
export const CERTIFICATE_INPUTS: Record<string, InputSpec> = {
  allowedUses: { required: true, rule: listOf(oneOf(ALLOWED_USES)) },
  validityPeriodHours: { required: true, rule: atLeast(0) },
  earlyRenewalHours: { default: 0, rule: atLeast(0) },
  isCaCertificate: { default: false },
  maxPathLength: { rule: atLeast(-1) },
  setSubjectKeyId: { default: false },
};

/** Inputs that name who is certified. */
export const SUBJECT_INPUTS: Record<string, InputSpec> = {
  subject: {},
  dnsNames: { rule: listOf(() => undefined) },
  ipAddresses: { rule: listOf() },
  uris: { rule: listOf() },
};

/** Outputs that self-signed and locally signed certificates share. */
export const CERTIFICATE_OUTPUTS = ["certPem", "readyForRenewal", "validityStartTime", "validityEndTime"];
