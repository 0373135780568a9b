import { Attributes, CertificationRequest, CertificationRequestInfo } from "@peculiar/asn1-csr";
import { AsnConvert } from "@peculiar/asn1-schema";
import {
  Attribute,
  Extensions,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  id_ce_subjectAltName,
} from "@peculiar/asn1-x509";
import type { KeyObject } from "node:crypto";
import { extension, type CertificateSubject } from "./certificate";
import { publicKeyDer } from "./keys";
import { EXTENSION_REQUEST } from "./parsing";
import { signDer, signatureScheme } from "./signature";

/** Makes a certificate request (PKCS#10, RFC 2986), as DER. */
export function makeRequest(subject: CertificateSubject, privateKey: KeyObject): Buffer {
  const names = subject.alternativeNames;
  const extensions = new Extensions([
    extension(id_ce_subjectAltName, false, new SubjectAlternativeName(names)),
  ]);
  const certificationRequestInfo = new CertificationRequestInfo({
    version: 0,
    subject: subject.name,
    subjectPKInfo: AsnConvert.parse(publicKeyDer(subject.publicKey), SubjectPublicKeyInfo),
    attributes: new Attributes(
      names.length === 0
        ? []
        : [new Attribute({ type: EXTENSION_REQUEST, values: [AsnConvert.serialize(extensions)] })],
    ),
  });
  const request = new CertificationRequest({
    certificationRequestInfo,
    signatureAlgorithm: signatureScheme(privateKey).identifier,
    signature: signDer(AsnConvert.serialize(certificationRequestInfo), privateKey),
  });
  return Buffer.from(AsnConvert.serialize(request));
}
