import { createHmac, type KeyObject, sign } from "node:crypto";

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A JSON Web Token of any header and claims, signed as the header's `alg` says or as `how` does. */
export function token(
  header: Record<string, unknown>,
  claims: Record<string, unknown>,
  key: KeyObject | string,
  how = String(header.alg),
): string {
  const text = `${encoded(header)}.${encoded(claims)}`;
  const signature = {
    HS256: () => createHmac("sha256", key).update(text).digest(),
    RS256: () => sign("sha256", Buffer.from(text), key),
    RS512: () => sign("sha512", Buffer.from(text), key),
    ES256: () => sign("sha256", Buffer.from(text), { key: key as KeyObject, dsaEncoding: "ieee-p1363" }),
    none: () => Buffer.alloc(0),
  }[how]!();
  return `${text}.${signature.toString("base64url")}`;
}

/** Time in seconds since 1970, moved by `seconds`. */
export function from(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}
