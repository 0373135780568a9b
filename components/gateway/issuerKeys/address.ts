/** TCP port on the host's loopback at which the issuers' keys are served. */
export const issuerKeysPort = 8006;

/**
 * Where the keys of an issuer that has no fixed ones are read on the host: as a JWK set (RFC 7517 section 5) that was
 * fetched over verified TLS and holds nothing but public keys for signatures.
 *
 * @param issuer - the issuer's name in the settings
 */
export function issuerKeysUrl(issuer: string): string {
  return `http://127.0.0.1:${issuerKeysPort}/${issuer}`;
}
