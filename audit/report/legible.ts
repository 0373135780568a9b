import type { Audit } from "../model/audit";

/** Longer evidence is cut: a report is to be read. In characters. */
const longest = 2000;

/** What no evidence ought to hold; should it do so all the same, it goes no further. */
const secrets = new RegExp(
  [
    "-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?",
    // JSON Web Tokens (RFC 7519): their first two parts are enough to tell them.
    String.raw`\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?`,
    // Values of Authorization (RFC 9110 section 11.6.2).
    String.raw`(?<=\b(?:[Bb]earer|[Bb]asic) )[\w+/.~-]{20,}=*`,
    String.raw`\bportcullis_[\w-]{12,}`,
  ].join("|"),
  "g",
);

/**
 * Characters that a terminal or a browser acts upon, or that stand for none: control characters but the line's end and the
 * tab, those that change the direction of writing (CVE-2021-42574), and halves of pairs.
 */
const unseen = /[^\P{C}\n\t]|[\u2028\u2029]/gu;

/** A text of a host or of a scanner as a report may hold it: legible, without secrets, and not too long. */
export function legible(text: string): string {
  const clean = text
    .replace(/\r\n?/g, "\n")
    .replace(secrets, "[secret]")
    .replace(unseen, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`)
    .trim();
  const characters = [...clean];
  return characters.length > longest ? `${characters.slice(0, longest).join("")}…` : clean;
}

/** A copy of `value` with every text in it legible, names of properties too. */
function withLegible<T>(value: T): T {
  if (typeof value === "string") return legible(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => withLegible(item)) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries: [string, unknown][] = Object.entries(value);
  return Object.fromEntries(entries.map(([key, item]) => [legible(key), withLegible(item)])) as T;
}

/** An audit whose texts are all {@link legible}. */
export const legibleAudit: (audit: Audit) => Audit = withLegible;
