import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair as generateKeyPairWithCallback,
  type KeyObject,
} from "node:crypto";
import { promisify } from "node:util";

const generateKeyPair = promisify(generateKeyPairWithCallback);

/** Key algorithms, by the plugin's names. */
export const ALGORITHMS = ["RSA", "ECDSA", "ED25519"] as const;
/** Name of a key algorithm. */
export type Algorithm = (typeof ALGORITHMS)[number];

/** Elliptic curves, by the plugin's names, with OpenSSL's. */
export const CURVES = {
  P224: "secp224r1",
  P256: "prime256v1",
  P384: "secp384r1",
  P521: "secp521r1",
} as const;
/** Name of an elliptic curve. */
export type Curve = keyof typeof CURVES;

/** Makes a private key. */
export async function generateKey(algorithm: Algorithm, rsaBits: number, curve: Curve): Promise<KeyObject> {
  switch (algorithm) {
    case "RSA":
      return (await generateKeyPair("rsa", { modulusLength: rsaBits })).privateKey;
    case "ECDSA":
      return (await generateKeyPair("ec", { namedCurve: CURVES[curve] })).privateKey;
    case "ED25519":
      return (await generateKeyPair("ed25519")).privateKey;
  }
}

/** A key's algorithm. */
export function algorithmOf(key: KeyObject): Algorithm {
  const algorithms: Record<string, Algorithm> = { rsa: "RSA", ec: "ECDSA", ed25519: "ED25519" };
  const algorithm = algorithms[key.asymmetricKeyType ?? ""];
  if (!algorithm) throw new Error(`unsupported private key type: ${key.asymmetricKeyType}`);
  return algorithm;
}

/** The curve of an ECDSA key. */
export function curveOf(key: KeyObject): Curve {
  const name = key.asymmetricKeyDetails?.namedCurve;
  const found = (Object.keys(CURVES) as Curve[]).find((curve) => CURVES[curve] === name);
  if (!found) throw new Error(`unsupported elliptic curve: ${name}`);
  return found;
}

/** Reads a private key in PEM (PKCS#1, SEC 1 or PKCS#8). */
export function parsePrivateKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    algorithmOf(key);
    return key;
  } catch (error) {
    throw new Error(`Failed to parse private key PEM: ${(error as Error).message}`);
  }
}

/** A private key in PEM, in the format that is customary for its algorithm. */
export function toPem(key: KeyObject): string {
  switch (algorithmOf(key)) {
    case "RSA":
      return key.export({ format: "pem", type: "pkcs1" }) as string;
    case "ECDSA":
      return key.export({ format: "pem", type: "sec1" }) as string;
    case "ED25519":
      return toPkcs8Pem(key);
  }
}

/** A private key in PKCS#8 PEM. */
export function toPkcs8Pem(key: KeyObject): string {
  return key.export({ format: "pem", type: "pkcs8" }) as string;
}

/** DER of the public half of a key (SubjectPublicKeyInfo, RFC 5280). */
export function publicKeyDer(key: KeyObject): Buffer {
  const half = key.type === "private" ? createPublicKey(key) : key;
  return half.export({ format: "der", type: "spki" });
}

/** Wraps DER into PEM. */
export function pemBlock(label: string, der: Buffer | ArrayBuffer): string {
  const base64 = Buffer.from(der as ArrayBuffer).toString("base64");
  return `-----BEGIN ${label}-----\n${base64.replace(/.{1,64}/g, "$&\n")}-----END ${label}-----\n`;
}

/** The DER inside PEM. */
export function derOf(pem: string, label: string): Buffer {
  const match = new RegExp(`-----BEGIN ${label}-----([^-]+)-----END ${label}-----`).exec(pem);
  if (!match) throw new Error(`failed to decode PEM of expected type "${label}"`);
  return Buffer.from(match[1]!, "base64");
}
