import { createPublicKey } from "node:crypto";
import type { Properties } from "../provider/propertyValue";
import { CERTIFICATE_INPUTS, CERTIFICATE_OUTPUTS, SUBJECT_INPUTS } from "./certificateInputs";
import { algorithmOf, parsePrivateKey } from "./keys";
import { tlsResource } from "./tlsResource";

/** `tls:index/selfSignedCert:SelfSignedCert`. */
export const selfSignedCert = tlsResource({
  inputs: {
    ...CERTIFICATE_INPUTS,
    ...SUBJECT_INPUTS,
    privateKeyPem: { required: true },
    setAuthorityKeyId: { default: false },
  },
  computed: [...CERTIFICATE_OUTPUTS, "keyAlgorithm"],
  secrets: ["privateKeyPem"],
  updatable: ["earlyRenewalHours"],
  pem: ["privateKeyPem"],
  renewable: true,
  async make(inputs) {
    const { makeCertificate, requestedKeyId } = await import("./certificate.js");
    const { toName } = await import("./subject.js");
    const { alternativeNames } = await import("./alternativeNames.js");
    const privateKey = parsePrivateKey(inputs.privateKeyPem as string);
    const publicKey = createPublicKey(privateKey);
    const name = toName(inputs.subject as Properties | undefined);
    const { id, outputs } = makeCertificate(
      inputs,
      { name, alternativeNames: alternativeNames(inputs), publicKey },
      { name, privateKey, publicKey, keyId: requestedKeyId(inputs, publicKey) },
    );
    return { id, outputs: { ...outputs, keyAlgorithm: algorithmOf(privateKey) } };
  },
});
