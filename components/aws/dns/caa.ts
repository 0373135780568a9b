/**
 * Values of a name's CAA records: who may issue a certificate for it, and nobody a wildcard one (RFC 8659 sections 4.2
 * and 4.3).
 *
 * @param authorities - as they call themselves, such as letsencrypt.org
 */
export function caaRecords(authorities: readonly string[]): string[] {
  return [...authorities.map((authority) => `0 issue "${authority}"`), '0 issuewild ";"'];
}
