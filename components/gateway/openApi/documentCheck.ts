import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { ValidateFunction } from "ajv";
import type { OpenApiVersion } from "./documentCompiler";

const made = new Map<OpenApiVersion, ValidateFunction>();

/** Code that the build wrote, or else ajv, which takes much longer to write it than it takes to check a document. */
function make(version: OpenApiVersion): ValidateFunction {
  const load = createRequire(__filename);
  const ahead = path.join(__dirname, `check-${version}.js`);
  if (existsSync(ahead)) return load(ahead) as ValidateFunction;
  const { documentCompiler } = load("./documentCompiler") as typeof import("./documentCompiler");
  const { ajv, schema } = documentCompiler(version);
  return ajv.compile(schema);
}

/** The check of a whole document against the OpenAPI Initiative's own schema for its version. */
export function documentCheck(version: OpenApiVersion): ValidateFunction {
  const check = made.get(version) ?? make(version);
  made.set(version, check);
  return check;
}
