import { isDeepStrictEqual } from "node:util";
import { reveal, type Properties } from "./propertyValue";

/** Names of the properties whose values differ. Whether a value is marked as secret makes no difference. */
export function changedProperties(before: Properties, after: Properties): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const value = (properties: Properties, name: string): unknown => reveal(properties[name] ?? null);
  return [...names].filter((name) => !isDeepStrictEqual(value(before, name), value(after, name))).sort();
}
