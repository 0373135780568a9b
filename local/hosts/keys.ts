import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { utils } from "ssh2";
import type { HostKeyPair } from "../../components/host/cloudInit";

/** A new Ed25519 key pair in OpenSSH form. */
export function newKeyPair(comment: string): HostKeyPair {
  const pair = utils.generateKeyPairSync("ed25519", { comment });
  return { private: pair.private, public: pair.public };
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
