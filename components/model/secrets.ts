import { formatPath, valueAt, type Path } from "./path";
import type { Problem } from "./problems";
import { schemasAt, type Schema } from "./schemaTree";
import { hidden } from "./shown";

/** Whether the schema calls what stands at `path` a secret (`"writeOnly": true`). */
export function isSecret(schema: Schema, path: Path): boolean {
  return schemasAt(schema, path).some((part) => part.writeOnly === true);
}

/**
 * Secrets that a stack's file holds in plain text, and encrypted values that are no secrets: those could not be
 * checked, and a Pulumi program would have to treat whatever is made of them as secret.
 *
 * @param schema - the environment's schema
 * @param value - the environment as the file has it
 * @param encrypted - paths of its encrypted parts
 */
export function misplacedSecrets(schema: Schema, value: unknown, encrypted: readonly Path[]): Problem[] {
  const known = encrypted.filter((path) => schemasAt(schema, path).length > 0);
  return [
    ...known
      .filter((path) => !isSecret(schema, path))
      .map((path) => ({ path, message: "must not be encrypted: it is no secret, and could not be checked" })),
    ...leaves(value, [])
      .filter((path) => isSecret(schema, path) && valueAt(value, path) !== hidden)
      .map((path) => ({
        path,
        message: `is a secret in plain text: replace it, and set it with \`${encryptCommand(path)}\``,
      })),
  ];
}

/** The command that encrypts the setting at `path` in the stack's file; Pulumi asks for the value. */
export function encryptCommand(path: Path): string {
  return `pulumi config set --secret --path 'portcullis:environment.${formatPath(path)}'`;
}

function leaves(value: unknown, path: Path): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, [...path, index]));
  return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
}
