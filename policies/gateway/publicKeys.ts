import { createPublicKey } from "node:crypto";
import type { Value } from "../core/value";

/** Bits of an RSA public key in PEM; undefined for keys of other kinds, and for what is no key. */
export function rsaBits(pem: Value): number | undefined {
  if (pem.string === undefined) return undefined;
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(pem.string);
    return asymmetricKeyType?.startsWith("rsa") ? asymmetricKeyDetails?.modulusLength : undefined;
  } catch {
    return undefined;
  }
}
