import type { Path } from "../../model/path";

/** Keywords whose values are data, not parts of the document: a `$ref` in there refers to nothing. */
const data = new Set(["example", "examples", "default", "enum", "const"]);

/** A `$ref` and where it stands. */
export interface Reference {
  /** What it refers to. */
  target: string;
  /** Where it stands. */
  path: Path;
}

/** All references in a document. */
export function references(value: unknown, path: Path = []): Reference[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => references(item, [...path, index]));
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === "$ref" && typeof inner === "string") return [{ target: inner, path: [...path, key] }];
    // A property may be called like a keyword.
    if (data.has(key) && path.at(-1) !== "properties") return [];
    return references(inner, [...path, key]);
  });
}

/** The keys along which `reference`, such as `#/components/schemas/Order`, leads (RFC 6901 section 6); undefined for another document. */
export function pointerOf(reference: string): string[] | undefined {
  if (reference === "#") return [];
  if (!reference.startsWith("#/")) return undefined;
  return reference
    .slice(2)
    .split("/")
    .map((token) => decoded(token).replaceAll("~1", "/").replaceAll("~0", "~"));
}

function decoded(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}

/** What `reference` leads to in `content`, or undefined where nothing does. */
export function lookUp(content: unknown, reference: string): unknown {
  return pointerOf(reference)?.reduce<unknown>(
    (node, key) =>
      typeof node === "object" && node !== null && Object.hasOwn(node, key)
        ? (node as Record<string, unknown>)[key]
        : undefined,
    content,
  );
}

/**
 * `value`, or what it refers to where it is a Reference Object, along any number of references.
 *
 * @returns undefined where references lead in a circle or nowhere
 */
export function dereferenced(content: unknown, value: unknown): Record<string, unknown> | undefined {
  const seen = new Set<unknown>();
  let current = value;
  while (typeof current === "object" && current !== null && !seen.has(current)) {
    const reference = (current as { $ref?: unknown }).$ref;
    if (typeof reference !== "string") return current as Record<string, unknown>;
    seen.add(current);
    current = lookUp(content, reference);
  }
  return undefined;
}
