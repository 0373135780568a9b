/** The value with every value inside it in turn taken away, and put to something of another type. */
export function* mutations(value: unknown): Generator {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const without = (replacement: unknown): unknown => {
      const copy = structuredClone(value) as Record<string, unknown>;
      if (replacement === undefined) Reflect.deleteProperty(copy, key);
      else copy[key] = replacement;
      return copy;
    };
    yield without(undefined);
    for (const other of [-1, "x\n", true, {}, []]) yield without(other);
    for (const changed of mutations(inner)) yield without(changed);
  }
}
