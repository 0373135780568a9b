import { createPublicKey } from "node:crypto";
import type { Properties } from "../provider/propertyValue";
import { SUBJECT_INPUTS } from "./certificateInputs";
import { algorithmOf, parsePrivateKey, pemBlock } from "./keys";
import { identifier } from "./publicKeyOutputs";
import { tlsResource } from "./tlsResource";

/** `tls:index/certRequest:CertRequest`. */
export const certRequest = tlsResource({
  inputs: { ...SUBJECT_INPUTS, privateKeyPem: { required: true } },
  computed: ["certRequestPem", "keyAlgorithm"],
  secrets: ["privateKeyPem"],
  pem: ["privateKeyPem"],
  async make(inputs) {
    const { makeRequest } = await import("./request.js");
    const { toName } = await import("./subject.js");
    const { alternativeNames } = await import("./alternativeNames.js");
    const privateKey = parsePrivateKey(inputs.privateKeyPem as string);
    const der = makeRequest(
      {
        name: toName(inputs.subject as Properties | undefined),
        alternativeNames: alternativeNames(inputs),
        publicKey: createPublicKey(privateKey),
      },
      privateKey,
    );
    return {
      id: identifier(der),
      outputs: {
        certRequestPem: pemBlock("CERTIFICATE REQUEST", der),
        keyAlgorithm: algorithmOf(privateKey),
      },
    };
  },
});
