import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { utils } from "ssh2";
import type { HostKeyPair } from "../../components/host/cloudInit";
import { sshPublicKey, toOpenSsh } from "../plugins/tls/openSsh";

/** A new Ed25519 key pair in OpenSSH form. */
export function newKeyPair(comment: string): HostKeyPair {
  // Not ssh2's own generator (1.17): it cuts off a public key's leading zero, so that sshd refuses one key in 256.
  return keyPairOf(generateKeyPairSync("ed25519").privateKey, comment);
}

/** A key pair in OpenSSH form, of its private key. */
export function keyPairOf(key: KeyObject, comment: string): HostKeyPair {
  return { private: toOpenSsh(key), public: `${sshPublicKey(key).line.trimEnd()} ${comment}` };
}

/**
 * Makes sure of the operator's key, in a file of mode 0600.
 *
 * @returns its public part, one line.
 */
export function ensureOperatorKey(path: string, comment: string): string {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const pair = newKeyPair(comment);
    const partial = `${path}.${process.pid}.partial`;
    writeFileSync(`${path}.pub`, `${pair.public}\n`);
    writeFileSync(partial, pair.private, { mode: 0o600 });
    renameSync(partial, path);
  }
  const parsed = utils.parseKey(readFileSync(path));
  if (parsed instanceof Error) throw new Error(`${path}: ${parsed.message}`);
  return `${parsed.type} ${parsed.getPublicSSH().toString("base64")} ${comment}`;
}
