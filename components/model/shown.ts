import type { Path } from "./path";

/** What stands in for a secret wherever its value would be seen. */
export const hidden = "[secret]";

const secretKey =
  /(password|passphrase|passwd|secret|token|private_?key|api_?key|hmac_?key|credentials?)s?$/i;
const secretText = /-----BEGIN [A-Z ]*PRIVATE KEY|:\/\/[^/@\s]*:[^/@\s]*@/;
const longest = 60;

/**
 * A value as an error message shows it: short, on one line, and never a secret's. Besides what the schema calls secret,
 * the value of any key named like one (`…Password`, `…Token`) is hidden, as are private keys and URLs with a password.
 */
export function shown(value: unknown, path: Path, secret: boolean): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "an object";
  const isSecret =
    secret ||
    path.some((key) => typeof key === "string" && secretKey.test(key)) ||
    (typeof value === "string" && secretText.test(value));
  if (isSecret) return hidden;
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
