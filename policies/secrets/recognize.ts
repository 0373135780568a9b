// Formats from their issuers' documentation; each pattern is specific enough to be no accident.
const KINDS: [kind: string, pattern: RegExp][] = [
  ["a private key", /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/],
  ["an AWS access key", /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/],
  ["a GitHub token", /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})/],
  ["a GitLab token", /\bglpat-[A-Za-z0-9_-]{20,}/],
  ["a Slack token", /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/],
  ["a Pulumi token", /\bpul-[0-9a-f]{40}\b/],
  ["an npm token", /\bnpm_[A-Za-z0-9]{36}\b/],
  ["a Stripe key", /\b[rs]k_live_[A-Za-z0-9]{20,}/],
  ["a Google API key", /\bAIza[A-Za-z0-9_-]{35}\b/],
  ["a JSON Web Token", /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/],
  ["a URL with a password", /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/:@$]+@/],
];

/** What kind of secret a text holds, such as `a private key`; undefined where it holds none that is known. */
export function secretKind(text: string): string | undefined {
  return KINDS.find(([, pattern]) => pattern.test(text))?.[0];
}

const NAMED =
  /(?:passwords?|passwd|passphrase|secrets?|tokens?|credentials?|(?:api|private|access|signing|encryption)[_-]?keys?)$/i;

/** Whether a property or variable of this name holds a secret itself (`dbPassword`, but not `passwordFile`). */
export function namesSecret(name: string): boolean {
  return NAMED.test(name);
}

/** Bits a character of a text, by the frequencies of its own characters (Shannon). */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return -[...counts.values()].reduce((sum, n) => sum + (n / text.length) * Math.log2(n / text.length), 0);
}

/** Whether a text looks drawn at random from letters and digits, as tokens are and words, names and hashes are not. */
export function looksRandom(text: string): boolean {
  return (
    /^[A-Za-z0-9+/=_-]{24,}$/.test(text) &&
    [/[a-z]/, /[A-Z]/, /\d/].every((characters) => characters.test(text)) &&
    entropy(text) >= 4
  );
}
