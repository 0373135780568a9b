import { X509Certificate } from "node:crypto";
import { CERTIFICATE_INPUTS, CERTIFICATE_OUTPUTS } from "./certificateInputs";
import { algorithmOf, parsePrivateKey } from "./keys";
import { tlsResource } from "./tlsResource";

/** `tls:index/locallySignedCert:LocallySignedCert`. */
export const locallySignedCert = tlsResource({
  inputs: {
    ...CERTIFICATE_INPUTS,
    caCertPem: { required: true },
    caPrivateKeyPem: { required: true },
    certRequestPem: { required: true },
  },
  computed: [...CERTIFICATE_OUTPUTS, "caKeyAlgorithm"],
  secrets: ["caPrivateKeyPem"],
  updatable: ["earlyRenewalHours"],
  pem: ["caCertPem", "caPrivateKeyPem", "certRequestPem"],
  renewable: true,
  async make(inputs, operation) {
    const { makeCertificate } = await import("./certificate.js");
    const { parseAuthority, parseRequest } = await import("./parsing.js");
    const request = parseRequest(inputs.certRequestPem as string);
    const privateKey = parsePrivateKey(inputs.caPrivateKeyPem as string);
    const authority = parseAuthority(inputs.caCertPem as string);
    if (!new X509Certificate(inputs.caCertPem as string).ca) {
      operation.message(
        "warning",
        "Potentially Invalid Certificate Authority: Certificate provided as Authority does not appear to be a valid " +
          "Certificate Authority. The resulting certificate might fail certificate validation.",
      );
    }
    const { id, outputs } = makeCertificate(inputs, request, { ...authority, privateKey });
    return { id, outputs: { ...outputs, caKeyAlgorithm: algorithmOf(privateKey) } };
  },
});
