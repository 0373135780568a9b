import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { ValidateFunction } from "ajv";

type Lookup = (address: string) => ValidateFunction | undefined;

let lookup: Lookup | undefined;

/** Code that the build wrote of all schemas, or else ajv, which takes longer to start than it takes to check. */
function checks(): Lookup {
  const load = createRequire(__filename);
  const ahead = path.join(__dirname, "checks.js");
  if (existsSync(ahead)) {
    const all = load(ahead) as Readonly<Record<string, ValidateFunction>>;
    return (address) => all[address];
  }
  const { schemaCompiler } = load("./schemaCompiler") as typeof import("./schemaCompiler");
  const ajv = schemaCompiler();
  return (address) => ajv.getSchema(address);
}

/**
 * The check of a section's schema.
 *
 * @param address - a file of the schema folder, such as `edge.schema.json`
 * @throws Error where there is no such schema
 */
export function compiled(address: string): ValidateFunction {
  lookup ??= checks();
  const check = lookup(address);
  if (!check) throw new Error(`there is no schema ${address}`);
  return check;
}
