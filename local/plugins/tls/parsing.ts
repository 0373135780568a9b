import { CertificationRequest } from "@peculiar/asn1-csr";
import { AsnConvert } from "@peculiar/asn1-schema";
import {
  Certificate,
  Extensions,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  type SubjectPublicKeyInfo,
} from "@peculiar/asn1-x509";
import { createPublicKey, type KeyObject } from "node:crypto";
import type { CertificateIssuer, CertificateSubject } from "./certificate";
import { derOf } from "./keys";
import { normalizedName } from "./subject";

/** Attribute of a request that holds the extensions it asks for (RFC 2985, section 5.4.2). */
export const EXTENSION_REQUEST = "1.2.840.113549.1.9.14";

function publicKeyOf(info: SubjectPublicKeyInfo): KeyObject {
  return createPublicKey({ key: Buffer.from(AsnConvert.serialize(info)), format: "der", type: "spki" });
}

/** Who a certificate request (PKCS#10, RFC 2986) is for. Of its extensions, only DNS names, addresses and URIs count. */
export function parseRequest(pem: string): CertificateSubject {
  try {
    const request = AsnConvert.parse(derOf(pem, "CERTIFICATE REQUEST"), CertificationRequest);
    const info = request.certificationRequestInfo;
    const names = info.attributes
      .filter(({ type }) => type === EXTENSION_REQUEST)
      .flatMap(({ values }) => values.flatMap((value) => [...AsnConvert.parse(value, Extensions)]))
      .filter(({ extnID }) => extnID === id_ce_subjectAltName)
      .flatMap(({ extnValue }) => [...AsnConvert.parse(extnValue.buffer, SubjectAlternativeName)]);
    return {
      name: normalizedName(info.subject),
      alternativeNames: names.filter(
        ({ dNSName, iPAddress, uniformResourceIdentifier }) =>
          dNSName ?? iPAddress ?? uniformResourceIdentifier,
      ),
      publicKey: publicKeyOf(info.subjectPKInfo),
    };
  } catch (error) {
    throw new Error(`Failed to parse certificate request PEM: ${(error as Error).message}`);
  }
}

/** What a CA's certificate says of the CA. */
export function parseAuthority(pem: string): Omit<CertificateIssuer, "privateKey"> {
  try {
    const { tbsCertificate } = AsnConvert.parse(derOf(pem, "CERTIFICATE"), Certificate);
    const keyId = tbsCertificate.extensions?.find(({ extnID }) => extnID === id_ce_subjectKeyIdentifier);
    return {
      name: tbsCertificate.subject,
      publicKey: publicKeyOf(tbsCertificate.subjectPublicKeyInfo),
      keyId: keyId && Buffer.from(AsnConvert.parse(keyId.extnValue.buffer, SubjectKeyIdentifier).buffer),
    };
  } catch (error) {
    throw new Error(`Failed to parse CA certificate PEM: ${(error as Error).message}`);
  }
}
