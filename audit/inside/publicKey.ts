import { utils } from "ssh2";

/**
 * The public half of a private key, as a line of authorized_keys without its comment.
 *
 * @param privateKey - the key, OpenSSH's or PEM
 * @throws Error where it is none, or has a passphrase
 */
export function publicKeyOf(privateKey: string): string {
  const parsed = utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  return `${parsed.type} ${parsed.getPublicSSH().toString("base64")}`;
}
