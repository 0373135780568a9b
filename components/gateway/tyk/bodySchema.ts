import { ConfigurationError } from "../../model/problems";
import type { JsonSchema } from "../openApi/document";

/** Keywords that mean the same in draft 4 (draft-fge-json-schema-validation-00). */
const same = new Set(
  "type enum multipleOf minLength maxLength pattern minItems maxItems uniqueItems minProperties maxProperties required".split(
    " ",
  ),
);
const schemas = new Set(["not", "additionalProperties"]);
const lists = new Set(["allOf", "anyOf", "oneOf"]);
const maps = new Set(["properties", "patternProperties", "$defs"]);
/** Formats that Tyk's validator knows; an unknown one is no condition in either draft. */
const silent = new Set([
  "title",
  "description",
  "default",
  "examples",
  "$comment",
  "deprecated",
  "$schema",
  "readOnly",
  "writeOnly",
]);

/**
 * A JSON Schema of draft 2020-12 in the words of draft 4, the only one that Tyk 4.3 validates by. It takes no notice of
 * keywords that it does not know, so that what cannot be said is an error instead.
 *
 * @param route - the operation, for the error
 * @throws ConfigurationError for a keyword that draft 4 has nothing for
 */
export function tykSchema(schema: JsonSchema, route: string): object {
  const refuse = (what: string): never => {
    throw new ConfigurationError([
      {
        path: ["gateway", "engine"],
        message: `tyk cannot validate the body of ${route}: its JSON Schema is of draft 4, which has no ${what}; change the schema or use kong`,
      },
    ]);
  };
  const translate = (value: JsonSchema): object => {
    // Draft 4 has no schema `true` or `false` outside additionalProperties.
    if (typeof value === "boolean") return value ? {} : { not: {} };
    const result: Record<string, unknown> = {};
    for (const [key, member] of Object.entries(value)) {
      if (silent.has(key)) continue;
      else if (same.has(key)) result[key] = member;
      else if (key === "additionalProperties" && typeof member === "boolean") result[key] = member;
      else if (schemas.has(key)) result[key] = translate(member as JsonSchema);
      else if (lists.has(key)) result[key] = (member as JsonSchema[]).map(translate);
      else if (maps.has(key))
        result[key === "$defs" ? "definitions" : key] = Object.fromEntries(
          Object.entries(member as Record<string, JsonSchema>).map(([name, part]) => [name, translate(part)]),
        );
      else if (key === "items") result.items = translate(member as JsonSchema);
      else if (key === "format") result.format = member;
      else if (key === "const") result.enum = [member];
      else if (key === "$ref") result.$ref = String(member).replace(/^#\/\$defs\//, "#/definitions/");
      else if (key === "minimum" || key === "maximum") result[key] ??= member;
      else if (key === "exclusiveMinimum" || key === "exclusiveMaximum") {
        const plain = key === "exclusiveMinimum" ? "minimum" : "maximum";
        if (plain in value) refuse(`${key} beside ${plain}`);
        result[plain] = member;
        result[key] = true;
      } else refuse(key);
    }
    return result;
  };
  return { $schema: "http://json-schema.org/draft-04/schema#", ...translate(schema) };
}
