import { createHash, createPublicKey, randomBytes, type KeyObject } from "node:crypto";
import { algorithmOf, curveOf, pemBlock } from "./keys";

/** OpenSSH's names of curves; it has none for P-224. */
const SSH_CURVES = { P224: undefined, P256: "nistp256", P384: "nistp384", P521: "nistp521" } as const;

/** Alignment of the private section of an unencrypted key, in bytes. */
const BLOCK = 8;

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
}

/** `string` of RFC 4251. */
function string(value: Buffer | string): Buffer {
  const bytes = Buffer.from(value as string);
  return Buffer.concat([uint32(bytes.length), bytes]);
}

/** `mpint` of RFC 4251 from a JWK's unsigned number. */
function mpint(base64url: string | undefined): Buffer {
  let bytes = Buffer.from(base64url ?? "", "base64url");
  while (bytes.length > 0 && bytes[0] === 0) bytes = bytes.subarray(1);
  return string(bytes.length > 0 && bytes[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

interface SshKey {
  type: string;
  publicBlob: Buffer;
  /** The private section without check numbers, comment and padding. */
  privateFields: Buffer;
}

/** Fields of a key for SSH; undefined where SSH does not know its kind. */
function sshKey(key: KeyObject): SshKey | undefined {
  const jwk = key.export({ format: "jwk" });
  const bytes = (value: string | undefined): Buffer => Buffer.from(value ?? "", "base64url");
  switch (algorithmOf(key)) {
    case "RSA": {
      const type = "ssh-rsa";
      const fields = (...names: ("n" | "e" | "d" | "qi" | "p" | "q")[]): Buffer[] =>
        names.map((name) => mpint(jwk[name]));
      return {
        type,
        publicBlob: Buffer.concat([string(type), ...fields("e", "n")]),
        privateFields: Buffer.concat([string(type), ...fields("n", "e", "d", "qi", "p", "q")]),
      };
    }
    case "ECDSA": {
      const curve = SSH_CURVES[curveOf(key)];
      if (curve === undefined) return undefined;
      const type = `ecdsa-sha2-${curve}`;
      const point = Buffer.concat([Buffer.of(4), bytes(jwk.x), bytes(jwk.y)]);
      const publicBlob = Buffer.concat([string(type), string(curve), string(point)]);
      return { type, publicBlob, privateFields: Buffer.concat([publicBlob, mpint(jwk.d)]) };
    }
    case "ED25519": {
      const type = "ssh-ed25519";
      const publicBlob = Buffer.concat([string(type), string(bytes(jwk.x))]);
      const both = string(Buffer.concat([bytes(jwk.d), bytes(jwk.x)]));
      return { type, publicBlob, privateFields: Buffer.concat([publicBlob, both]) };
    }
  }
}

/** Whether SSH knows keys of this kind: all but ECDSA with curve P-224, which has no JWK form either. */
function isKnownToSsh(key: KeyObject): boolean {
  return algorithmOf(key) !== "ECDSA" || SSH_CURVES[curveOf(key)] !== undefined;
}

/** A private key in OpenSSH's format (PROTOCOL.key), without passphrase; empty where SSH does not know its kind. */
export function toOpenSsh(key: KeyObject): string {
  const fields = isKnownToSsh(key) ? sshKey(key) : undefined;
  if (!fields) return "";
  const check = randomBytes(4);
  const section = Buffer.concat([check, check, fields.privateFields, string("")]);
  const padding = Buffer.from(
    Array.from({ length: (BLOCK - (section.length % BLOCK)) % BLOCK }, (_, i) => i + 1),
  );
  return pemBlock(
    "OPENSSH PRIVATE KEY",
    Buffer.concat([
      Buffer.from("openssh-key-v1\0"),
      ...[string("none"), string("none"), string(""), uint32(1)],
      string(fields.publicBlob),
      string(Buffer.concat([section, padding])),
    ]),
  );
}

/** What SSH says of a public key. */
export interface SshPublicKey {
  /** A line for authorized_keys, with a newline at the end. */
  line: string;
  /** MD5 of the key as hexadecimal bytes with colons. */
  md5: string;
  /** SHA-256 of the key as `ssh-keygen -l` shows it. */
  sha256: string;
}

/** A key's public half for SSH; empty texts where SSH does not know its kind. */
export function sshPublicKey(privateKey: KeyObject): SshPublicKey {
  const fields = isKnownToSsh(privateKey) ? sshKey(privateKey) : undefined;
  if (!fields) return { line: "", md5: "", sha256: "" };
  const { type, publicBlob } = fields;
  return {
    line: `${type} ${publicBlob.toString("base64")}\n`,
    md5: createHash("md5")
      .update(publicBlob)
      .digest("hex")
      .replace(/..(?!$)/g, "$&:"),
    sha256: `SHA256:${createHash("sha256").update(publicBlob).digest("base64").replace(/=+$/, "")}`,
  };
}

/** A key's public half in PEM. */
export function publicKeyPem(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ format: "pem", type: "spki" }) as string;
}
