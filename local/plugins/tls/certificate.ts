import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  KeyIdentifier,
  KeyUsage,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  type GeneralName,
  type Name,
} from "@peculiar/asn1-x509";
import { randomBytes, type KeyObject } from "node:crypto";
import type { Properties, PropertyValue } from "../provider/propertyValue";
import { pemBlock, publicKeyDer } from "./keys";
import { extendedKeyUsageIds, keyUsageFlags } from "./keyUsages";
import { signDer, signatureScheme } from "./signature";
import { subjectKeyId } from "./subjectKeyId";

const HOUR_MS = 3_600_000;

/** Who is certified. */
export interface CertificateSubject {
  name: Name;
  alternativeNames: GeneralName[];
  publicKey: KeyObject;
}

/** Who certifies. */
export interface CertificateIssuer {
  name: Name;
  privateKey: KeyObject;
  /** Public key in the issuer's own certificate. */
  publicKey: KeyObject;
  /** Subject key identifier in the issuer's own certificate. */
  keyId?: Buffer;
}

/** DER of one extension. */
export function extension(extnID: string, critical: boolean, value: unknown): Extension {
  return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

function keyIdentifier(id: Buffer): ArrayBuffer {
  return new Uint8Array(id).buffer;
}

/** The subject's own key identifier, where the inputs ask for one. CA certificates always have one. */
export function requestedKeyId(inputs: Properties, publicKey: KeyObject): Buffer | undefined {
  return inputs.isCaCertificate === true || inputs.setSubjectKeyId === true
    ? subjectKeyId(publicKey)
    : undefined;
}

function basicConstraints(inputs: Properties): BasicConstraints {
  const [cA, length] = [inputs.isCaCertificate === true, Number(inputs.maxPathLength ?? -1)];
  if (length > 0 && !cA) {
    throw new Error("Failed to create certificate: x509: only CAs are allowed to specify MaxPathLen");
  }
  // The real plugin takes 0 as "no limit", like -1.
  return new BasicConstraints({ cA, ...(length > 0 && { pathLenConstraint: length }) });
}

function extensions(
  inputs: Properties,
  subject: CertificateSubject,
  keyId: Buffer | undefined,
  authorityKeyId: Buffer | undefined,
): Extension[] {
  const uses = inputs.allowedUses as string[];
  const flags = keyUsageFlags(uses);
  const extended = extendedKeyUsageIds(uses);
  const list = [extension(id_ce_basicConstraints, true, basicConstraints(inputs))];
  if (extended.length > 0) list.unshift(extension(id_ce_extKeyUsage, false, new ExtendedKeyUsage(extended)));
  if (flags !== 0) list.unshift(extension(id_ce_keyUsage, true, new KeyUsage(flags)));
  if (keyId)
    list.push(extension(id_ce_subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyIdentifier(keyId))));
  if (authorityKeyId) {
    const identifier = new AuthorityKeyIdentifier({
      keyIdentifier: new KeyIdentifier(keyIdentifier(authorityKeyId)),
    });
    list.push(extension(id_ce_authorityKeyIdentifier, false, identifier));
  }
  if (subject.alternativeNames.length > 0) {
    // RFC 5280, section 4.2.1.6: critical when it is all that names the subject.
    const names = new SubjectAlternativeName(subject.alternativeNames);
    list.push(extension(id_ce_subjectAltName, subject.name.length === 0, names));
  }
  return list;
}

/** A positive serial number of 128 random bits. */
function serialNumber(): { der: ArrayBuffer; decimal: string } {
  const random = randomBytes(16);
  return {
    der: new Uint8Array(Buffer.concat([Buffer.of(0), random])).buffer,
    decimal: BigInt(`0x${random.toString("hex")}`).toString(),
  };
}

function minimalInteger(der: ArrayBuffer): ArrayBuffer {
  const bytes = new Uint8Array(der);
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0 && bytes[start + 1]! < 0x80) start++;
  return bytes.slice(start).buffer;
}

/**
 * Makes an X.509 certificate (RFC 5280) by the inputs of `SelfSignedCert` and `LocallySignedCert`.
 *
 * @returns the serial number as id, and the computed outputs
 */
export function makeCertificate(
  inputs: Properties,
  subject: CertificateSubject,
  issuer: CertificateIssuer,
): { id: string; outputs: Record<string, PropertyValue> } {
  if (inputs.isCaCertificate === true && subject.name.length === 0) {
    throw new Error(
      "Invalid Certificate Subject: Must contain at least one Distinguished Name when creating Certificate Authority (CA)",
    );
  }
  if (!publicKeyDer(issuer.publicKey).equals(publicKeyDer(issuer.privateKey))) {
    throw new Error(
      "Failed to create certificate: x509: provided PrivateKey doesn't match parent's PublicKey",
    );
  }
  const keyId = requestedKeyId(inputs, subject.publicKey);
  const isSelfSigned = Buffer.from(AsnConvert.serialize(issuer.name)).equals(
    Buffer.from(AsnConvert.serialize(subject.name)),
  );
  if (inputs.setAuthorityKeyId === true && !issuer.keyId) {
    throw new Error("Invalid Certificate Authority: Could not determine Authority Key Identifier");
  }
  const authorityKeyId = inputs.setAuthorityKeyId === true || !isSelfSigned ? issuer.keyId : undefined;

  const start = new Date();
  const end = new Date(start.getTime() + Number(inputs.validityPeriodHours) * HOUR_MS);
  const wholeSeconds = (time: Date): Date => new Date(Math.floor(time.getTime() / 1000) * 1000);
  const serial = serialNumber();
  const { identifier } = signatureScheme(issuer.privateKey);
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: minimalInteger(serial.der),
    signature: identifier,
    issuer: issuer.name,
    validity: new Validity({ notBefore: wholeSeconds(start), notAfter: wholeSeconds(end) }),
    subject: subject.name,
    subjectPublicKeyInfo: AsnConvert.parse(publicKeyDer(subject.publicKey), SubjectPublicKeyInfo),
    extensions: new Extensions(extensions(inputs, subject, keyId, authorityKeyId)),
  });
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm: identifier,
    signatureValue: signDer(AsnConvert.serialize(tbsCertificate), issuer.privateKey),
  });
  return {
    id: serial.decimal,
    outputs: {
      certPem: pemBlock("CERTIFICATE", AsnConvert.serialize(certificate)),
      validityStartTime: start.toISOString(),
      validityEndTime: end.toISOString(),
    },
  };
}
