import { utils } from "ssh2";

/**
 * Turns a private key in OpenSSH's format into PEM.
 *
 * @throws Error when it is no such key, or is protected by a passphrase
 */
export function openSshToPem(openSsh: string): string {
  const parsed = utils.parseKey(openSsh);
  if (parsed instanceof Error) throw new Error(`Unable to parse private key: ${parsed.message}`);
  return parsed.getPrivatePEM();
}
