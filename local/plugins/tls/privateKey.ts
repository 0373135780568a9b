import { ALGORITHMS, CURVES, generateKey, toPem, toPkcs8Pem, type Algorithm, type Curve } from "./keys";
import { toOpenSsh } from "./openSsh";
import { publicKeyOutputs } from "./publicKeyOutputs";
import { tlsResource } from "./tlsResource";
import { oneOf } from "./validation";

const PRIVATE = ["privateKeyPem", "privateKeyOpenssh", "privateKeyPemPkcs8"] as const;

/** `tls:index/privateKey:PrivateKey`. Keys come from OpenSSL by way of Node. */
export const privateKey = tlsResource({
  inputs: {
    algorithm: { required: true, rule: oneOf(ALGORITHMS) },
    rsaBits: { default: 2048 },
    ecdsaCurve: { default: "P224", rule: oneOf(Object.keys(CURVES)) },
  },
  computed: [
    ...PRIVATE,
    ...["publicKeyPem", "publicKeyOpenssh", "publicKeyFingerprintMd5", "publicKeyFingerprintSha256"],
  ],
  secrets: PRIVATE,
  async make({ algorithm, rsaBits, ecdsaCurve }) {
    const key = await generateKey(algorithm as Algorithm, rsaBits as number, ecdsaCurve as Curve);
    const outputs = publicKeyOutputs(key);
    return {
      id: outputs.id!,
      outputs: {
        ...outputs,
        privateKeyPem: toPem(key),
        privateKeyPemPkcs8: toPkcs8Pem(key),
        privateKeyOpenssh: toOpenSsh(key),
      },
    };
  },
});
