import { stringify } from "yaml";

/**
 * A value as YAML 1.1, which is what Python's PyYAML reads: texts stand in quotes, as a password `yes` or `1e5` were
 * something else there.
 *
 * @param value - of objects, lists, texts, whole or decimal numbers and booleans
 */
export function pythonYaml(value: object): string {
  return stringify(value, {
    version: "1.1",
    lineWidth: 0,
    aliasDuplicateObjects: false,
    defaultStringType: "QUOTE_DOUBLE",
    defaultKeyType: "PLAIN",
  });
}
