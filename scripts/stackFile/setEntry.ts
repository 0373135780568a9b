import { isScalar, type Node, type YAMLMap } from "yaml";

/**
 * Sets one entry of a map in a YAML text, and leaves every other character as it is.
 *
 * @param text - the text that the map was parsed from
 * @param map - a map with at least one entry
 * @param key - the entry's key, as it is written in the text
 * @param value - its value, as it is written in the text
 */
export function setEntry(text: string, map: YAMLMap, key: string, value: string): string {
  const present = map.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  if (present) {
    const { start, end } = span(present.value);
    return `${text.slice(0, start)}${value}${text.slice(end)}`;
  }
  const last = map.items.at(-1)!;
  const { end } = span(last.value ?? last.key);
  if (map.flow) return `${text.slice(0, end)}, ${key}: ${value}${text.slice(end)}`;
  // A line of its own behind the last one, whose comment stays with it.
  const first = span(map.items[0]!.key).start;
  const indent = " ".repeat(first - (text.lastIndexOf("\n", first - 1) + 1));
  const lineEnd = text.indexOf("\n", text.slice(0, end).trimEnd().length);
  const at = lineEnd < 0 ? text.length : lineEnd;
  return `${text.slice(0, at)}\n${indent}${key}: ${value}${text.slice(at)}`;
}

/** Where a node stands in the text. */
function span(node: unknown): { start: number; end: number } {
  const [start, end] = (node as Node).range!;
  return { start, end };
}
