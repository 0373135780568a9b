import { createHash } from "node:crypto";
import type { DescribedOperation } from "./described";

/**
 * Ids of an API's operations, in their order: the API's name and the operation id, or method and path where it has none,
 * with hyphens for what other systems do not take in names. Those that would be the same by that get a digest behind.
 */
export function routeIds(api: string, operations: readonly DescribedOperation[]): string[] {
  const plain = operations.map(({ operationId, alias }) => {
    const text = operationId ?? alias.replace(" ", "").toLowerCase();
    return text.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^-+|-+$/g, "") || "root";
  });
  return plain.map((text, index) => {
    const alone = plain.filter((other) => other === text).length === 1;
    const { alias } = operations[index]!;
    return `${api}.${text}${alone ? "" : `-${createHash("sha256").update(alias).digest("hex").slice(0, 8)}`}`;
  });
}
