import { isAlias, isMap, isScalar, isSeq, visit, type Document, type Node, type Pair } from "yaml";
import type { Path } from "./path";

/**
 * Offset in the text of the key, or of the list's entry, that `path` leads to. Where the file goes along it only part
 * of the way (a key is missing, or came in by a merge), the last one it has.
 */
export function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      // The last of several wins, as it does for the value.
      const pairs: Pair[] = node.items.filter(
        ({ key }) => isScalar(key) && String(key.value) === String(step),
      );
      const pair = pairs.at(-1);
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const entry = node.items[Number(step)] as Node | undefined;
      if (!entry) break;
      offset = entry.range?.[0] ?? offset;
      node = entry;
    } else break;
  }
  return offset;
}

/** Offset of the first alias that names no anchor before it, or 0 where there is none. */
export function firstLooseAlias(document: Document): number {
  let offset = 0;
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document)) return undefined;
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}
