import { isDeepStrictEqual } from "node:util";
import { isObject, type Properties, type PropertyValue } from "../../../local/plugins/provider/propertyValue";
import { DEFAULTS } from "./check";

function leaves(path: string, value: PropertyValue, into: Map<string, PropertyValue[]>): void {
  if (Array.isArray(value)) {
    for (const element of value) leaves(path, element, into);
    if (value.length > 0) return;
  } else if (isObject(value)) {
    for (const [name, inner] of Object.entries(value))
      if (name !== DEFAULTS) leaves(path === "" ? name : `${path}.${name}`, inner, into);
    return;
  }
  if (value !== null) into.set(path, [...(into.get(path) ?? []), value]);
}

/** Paths such as `rootBlockDevice.volumeSize` at which two sets of inputs differ; elements of arrays have no number. */
export function changedPaths(before: Properties, after: Properties): string[] {
  const [old, now] = [new Map<string, PropertyValue[]>(), new Map<string, PropertyValue[]>()];
  leaves("", before, old);
  leaves("", after, now);
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => !isDeepStrictEqual(old.get(path), now.get(path)))
    .sort();
}

/** Whether `path` is `rule` or lies below it. */
export function isWithin(path: string, rule: string): boolean {
  return path === rule || path.startsWith(`${rule}.`);
}

/** All values at a path in which `[]` stands for each element: `subnets[]`, `subnetMappings[].subnetId`. */
export function valuesAt(properties: Properties, path: string): PropertyValue[] {
  let found: PropertyValue[] = [properties];
  for (const part of path.split(".")) {
    const name = part.replace(/\[\]$/, "");
    found = found.map((value) => (isObject(value) ? (value[name] ?? null) : null));
    if (part.endsWith("[]")) found = found.flatMap((value) => (Array.isArray(value) ? value : []));
  }
  return found.filter((value) => value !== null);
}
