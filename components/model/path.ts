/** Where something stands: keys and indexes from the top, such as `["edge", "sites", 0, "names"]`. */
export type Path = readonly (string | number)[];

/**
 * A path as people write it, such as `edge.sites[0].names` or `kernel.overrides["vm.max_map_count"]`; the empty one is
 * that of the whole value.
 */
export function formatPath(path: Path): string {
  if (path.length === 0) return "portcullis:environment";
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      if (!/^[\w-]+$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join("");
}

/** The path that a JSON pointer (RFC 6901) leads along in `value`: digits are an index where they meet a list. */
export function fromPointer(pointer: string, value: unknown): Path {
  const path: (string | number)[] = [];
  let current = value;
  for (const token of pointer.split("/").slice(1)) {
    const key = token.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(current) ? Number(key) : key);
    current = child(current, path[path.length - 1]!);
  }
  return path;
}

/** What stands at `path` in `value`, or undefined where nothing does. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce(child, value);
}

function child(value: unknown, key: string | number): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string | number, unknown>)[key];
}
