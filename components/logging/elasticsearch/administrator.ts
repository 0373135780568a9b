import { createHash, pbkdf2Sync } from "node:crypto";

/** Name of the account that sets the server up. It is in a file on each node, and so needs no index and no API. */
export const administrator = "portcullis-administrator";

/** The server's own default; the password is random and as long as the hash, so that more would add nothing. */
const iterations = 10_000;

/**
 * The administrator's line of the file realm (documentation of Elasticsearch, "File-based user authentication";
 * `PBKDF2` is HMAC with SHA-512 and 32 bytes, RFC 8018). The same password gives the same line: its salt is made of
 * it, as it is random itself.
 *
 * @param password - the random password
 */
export function renderUsers(password: string): string {
  const salt = createHash("sha256").update(`salt of ${administrator} ${password}`).digest();
  const hash = pbkdf2Sync(password, salt, iterations, 32, "sha512");
  return `${administrator}:{PBKDF2}${iterations}$${salt.toString("base64")}$${hash.toString("base64")}\n`;
}

/** The roles of the users in {@link renderUsers}. */
export function renderUserRoles(): string {
  return `superuser:${administrator}\n`;
}
