import { AlgorithmIdentifier } from "@peculiar/asn1-x509";
import { sign, type KeyObject } from "node:crypto";
import { algorithmOf, curveOf } from "./keys";

interface SignatureScheme {
  /** OpenSSL's name of the digest; null where the scheme has its own. */
  digest: string | null;
  identifier: AlgorithmIdentifier;
}

const NULL = Uint8Array.of(5, 0).buffer;

/** The signature scheme for a key: SHA-256, or a longer SHA-2 for the longer curves; RFC 8410 for Ed25519. */
export function signatureScheme(key: KeyObject): SignatureScheme {
  switch (algorithmOf(key)) {
    case "RSA":
      return {
        digest: "sha256",
        identifier: new AlgorithmIdentifier({ algorithm: "1.2.840.113549.1.1.11", parameters: NULL }),
      };
    case "ED25519":
      return { digest: null, identifier: new AlgorithmIdentifier({ algorithm: "1.3.101.112" }) };
    case "ECDSA": {
      const [digest, algorithm] = {
        P224: ["sha256", "1.2.840.10045.4.3.2"] as const,
        P256: ["sha256", "1.2.840.10045.4.3.2"] as const,
        P384: ["sha384", "1.2.840.10045.4.3.3"] as const,
        P521: ["sha512", "1.2.840.10045.4.3.4"] as const,
      }[curveOf(key)];
      return { digest, identifier: new AlgorithmIdentifier({ algorithm }) };
    }
  }
}

/** Signs DER. */
export function signDer(der: ArrayBuffer, key: KeyObject): ArrayBuffer {
  const signature = sign(signatureScheme(key).digest, Buffer.from(der), key);
  return new Uint8Array(signature).buffer;
}
