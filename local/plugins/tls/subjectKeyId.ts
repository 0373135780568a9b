import { createHash, type KeyObject } from "node:crypto";
import { algorithmOf } from "./keys";

function publicKeyBits(key: KeyObject): Buffer {
  const spki = key.export({ format: "der", type: "spki" });
  switch (algorithmOf(key)) {
    case "RSA":
      return key.export({ format: "der", type: "pkcs1" });
    case "ECDSA": {
      // The uncompressed point ends the structure: a byte 4 and two coordinates.
      const size = { secp224r1: 28, prime256v1: 32, secp384r1: 48, secp521r1: 66 }[
        key.asymmetricKeyDetails?.namedCurve as "prime256v1"
      ];
      return spki.subarray(-(1 + 2 * size));
    }
    case "ED25519":
      // The real plugin hashes the key as an OCTET STRING, not the bare bits of RFC 5280.
      return Buffer.concat([Buffer.of(4, 32), spki.subarray(-32)]);
  }
}

/** Subject key identifier: SHA-1 of the public key (RFC 5280, section 4.2.1.2, method 1). A name, not for security. */
export function subjectKeyId(publicKey: KeyObject): Buffer {
  return createHash("sha1").update(publicKeyBits(publicKey)).digest();
}
