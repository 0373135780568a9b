import { createHash, type KeyObject } from "node:crypto";
import { publicKeyDer } from "./keys";
import { publicKeyPem, sshPublicKey } from "./openSsh";

/** SHA-1 in hexadecimal, by which the plugin names its keys and requests. Not for security. */
export function identifier(content: Buffer): string {
  return createHash("sha1").update(content).digest("hex");
}

/** The outputs that tell a key's public half. */
export function publicKeyOutputs(key: KeyObject): Record<string, string> {
  const { line, md5, sha256 } = sshPublicKey(key);
  return {
    id: identifier(publicKeyDer(key)),
    publicKeyPem: publicKeyPem(key),
    publicKeyOpenssh: line,
    publicKeyFingerprintMd5: md5,
    publicKeyFingerprintSha256: sha256,
  };
}
