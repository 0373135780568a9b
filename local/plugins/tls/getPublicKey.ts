import { revealAll, secret } from "../provider/propertyValue";
import type { PluginFunction } from "../provider/resourceType";
import { algorithmOf, parsePrivateKey } from "./keys";
import { publicKeyOutputs } from "./publicKeyOutputs";

/** `tls:index/getPublicKey:getPublicKey`. */
export const getPublicKey: PluginFunction = async (args) => {
  const { privateKeyPem, privateKeyOpenssh } = revealAll(args);
  if ((privateKeyPem === undefined) === (privateKeyOpenssh === undefined)) {
    throw new Error("exactly one of privateKeyPem and privateKeyOpenssh has to be given");
  }
  let pem = privateKeyPem as string | undefined;
  if (pem === undefined) {
    // The SSH library is only loaded where it is needed: it takes as long to load as all the rest.
    const { openSshToPem } = await import("./openSshParsing.js");
    pem = openSshToPem(privateKeyOpenssh as string);
  }
  const key = parsePrivateKey(pem);
  return {
    ...publicKeyOutputs(key),
    algorithm: algorithmOf(key),
    ...(privateKeyPem !== undefined && { privateKeyPem: secret(privateKeyPem) }),
    ...(privateKeyOpenssh !== undefined && { privateKeyOpenssh: secret(privateKeyOpenssh) }),
  };
};
