import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";
import { runError } from "../../model/runError";
import { randomSecret } from "../../secrets/randomSecret";
import type { JwtKey } from "../secrets";

/** Algorithms of the token keys that are made for consumers. */
export type MadeAlgorithm = "ES256" | "RS256" | "HS256";

/** A key that signs tokens, and what verifies them. */
export interface TokenKey {
  /** What signs: a private key as PEM (PKCS #8), for HS256 the secret as text. */
  signs: string;
  /** What the gateway verifies with. */
  verifies: JwtKey;
}

/** Inputs of the key pairs: P-256 for ES256 (RFC 7518 section 3.4); RSA of 3072 bits, as strong as that (NIST SP 800-57 part 1, table 2). */
const keyPairs = {
  ES256: { algorithm: "ECDSA", ecdsaCurve: "P256" },
  RS256: { algorithm: "RSA", rsaBits: 3072 },
} as const;

/**
 * Makes a key that signs tokens.
 *
 * @param name - name of the resource
 * @param id - the `kid` of tokens signed with it
 * @param algorithm - the only algorithm that it is for (RFC 8725 section 3.1)
 * @param opts - options of the resource
 */
export function tokenKey(
  name: string,
  id: string,
  algorithm: MadeAlgorithm,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<TokenKey> {
  if (algorithm === "HS256")
    return randomSecret(name, opts).apply((secret) => ({
      signs: secret,
      verifies: { id, algorithm, secret },
    }));
  const key = new tls.PrivateKey(name, keyPairs[algorithm], opts);
  return pulumi
    .all([key.privateKeyPemPkcs8, key.publicKeyPem])
    .apply(([signs, pem]) => ({ signs, verifies: { id, algorithm, pem } }));
}

/**
 * The algorithm of a consumer's keys, which stays what it was at first: with another, gateways would refuse the tokens
 * of the keys that clients still have.
 *
 * @param name - name of the resource that remembers it
 * @param consumer - the consumer's name
 * @param algorithm - the algorithm that the settings have
 * @param opts - options of the resource
 * @throws RunError where it is another one than before
 */
export function sameAlgorithm(
  name: string,
  consumer: string,
  algorithm: MadeAlgorithm,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<MadeAlgorithm> {
  const first = new pulumi.Stash(
    name,
    { input: algorithm },
    pulumi.mergeOptions(opts, { ignoreChanges: ["input"] }),
  );
  return first.output.apply((before: MadeAlgorithm) => {
    if (before === algorithm) return algorithm;
    throw runError({
      path: ["gateway", "consumers", consumer, "jwt", "algorithm"],
      message: `must stay "${before}", the algorithm of keys in use (got "${algorithm}"): add a consumer of another name, move its clients, then remove this one`,
    });
  });
}
