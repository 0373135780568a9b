/** Kinds of credentials that Tyk verifies apart: a definition knows one kind of signature (RFC 8725 section 3.1). */
export type KeyFamily = "rsa" | "ecdsa" | "hmac" | "key";

/** Kinds of credentials that are tokens. */
export type TokenFamily = Exclude<KeyFamily, "key">;

const tokenFamilies: Partial<Record<string, TokenFamily>> = {
  RS256: "rsa",
  ES256: "ecdsa",
  ES384: "ecdsa",
  HS256: "hmac",
};

/** The kind of signature of an algorithm, or undefined where Tyk 4.3 verifies none of it. */
export function familyOf(algorithm: string): TokenFamily | undefined {
  return tokenFamilies[algorithm];
}

/** The kinds of signatures that algorithms are of, each once. */
export function familiesOf(algorithms: readonly string[]): TokenFamily[] {
  const found = new Set(algorithms.map(familyOf));
  return (["rsa", "ecdsa", "hmac"] as const).filter((family) => found.has(family));
}
