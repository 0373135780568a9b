import { isDeepStrictEqual } from "node:util";
import { formatPath, type Path } from "../../model/path";
import { ConfigurationError } from "../../model/problems";
import type { JsonSchema, OpenApiDocument } from "./document";
import { dereferenced, lookUp, pointerOf } from "./references";

type SchemaObject = Record<string, unknown>;

/** Keywords whose value is a schema. */
const single = new Set(
  "items additionalProperties not if then else contains propertyNames unevaluatedItems unevaluatedProperties additionalItems contentSchema".split(
    " ",
  ),
);
/** Keywords whose value is a list of schemas. */
const listed = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
/** Keywords whose value is schemas by name. */
const named = new Set(["properties", "patternProperties", "dependentSchemas"]);
/** Keywords that say nothing of what is valid: OpenAPI's own, notes, and schemas that are only referred to. */
const silent =
  /^(discriminator|xml|externalDocs|example|examples|nullable|readOnly|writeOnly|deprecated|title|description|default|\$comment|\$defs|definitions|x-.*)$/;
/** Keywords by which a schema names itself or looks names up, which a schema taken out of its document could not keep to. */
const rooted = ["$id", "$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveRef", "$vocabulary"];

/**
 * A JSON Schema (draft 2020-12) of request bodies that is whole in itself: the schemas it refers to are its `$defs`.
 * The dialect of OpenAPI 3.0 is translated; properties that are only read are not asked for (OpenAPI 3.0.3, Schema Object).
 *
 * @param schemas - schemas in the document, of which a body has to keep to one
 * @param path - where the operation stands, for messages
 * @throws ConfigurationError where a schema looks names up in ways that only its document could answer
 */
export function bodySchema(document: OpenApiDocument, schemas: readonly unknown[], path: Path): JsonSchema {
  const definitions = new Map<string, { name: string; schema: JsonSchema }>();
  const taken = new Set<string>();

  /** The name in `$defs` of what `reference` leads to; the same place has one name. */
  const define = (reference: string): string => {
    const keys = pointerOf(reference) ?? [];
    const address = JSON.stringify(keys);
    const known = definitions.get(address);
    if (known) return known.name;
    const wanted = (keys.at(-1) ?? "root").replace(/[^A-Za-z0-9_.-]/g, "_");
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted}-${count}`;
    taken.add(name);
    const entry: { name: string; schema: JsonSchema } = { name, schema: true };
    definitions.set(address, entry);
    entry.schema = translate(lookUp(document.content, reference));
    return name;
  };

  const translate = (value: unknown): JsonSchema => {
    if (typeof value !== "object" || value === null) return value !== false;
    const schema = value as SchemaObject;
    for (const keyword of rooted)
      if (keyword in schema)
        throw new ConfigurationError([
          {
            message: `${formatPath(path)} has a body whose schema uses ${keyword}, which cannot be checked at the gateway: write it with $ref alone`,
            position: document.position(path),
          },
        ]);
    if (typeof schema.$ref === "string") {
      const reference = { $ref: `#/$defs/${define(schema.$ref)}` };
      // In 3.0 what stands beside a reference is ignored (OpenAPI 3.0.3, Reference Object).
      return document.version === "3.0" ? reference : { ...keywords(schema), ...reference };
    }
    return keywords(schema);
  };

  const keywords = (schema: SchemaObject): SchemaObject => {
    const entries = Object.entries(schema).flatMap(([keyword, value]): [string, unknown][] => {
      if (silent.test(keyword) || keyword === "$ref") return [];
      if (single.has(keyword) && !Array.isArray(value)) return [[keyword, translate(value)]];
      if (listed.has(keyword) && Array.isArray(value)) return [[keyword, value.map(translate)]];
      if (named.has(keyword) && typeof value === "object" && value !== null)
        return [
          [keyword, Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, translate(inner)]))],
        ];
      return [[keyword, value]];
    });
    const translated = withoutReadOnly(document, schema, Object.fromEntries(entries));
    return document.version === "3.0" ? fromOpenApi30(schema, translated) : translated;
  };

  const distinct = schemas.filter(
    (schema, index) => schemas.findIndex((other) => isDeepStrictEqual(other, schema)) === index,
  );
  const translated = distinct.map(translate);
  const root = translated.length === 1 ? translated[0]! : { anyOf: translated };
  if (definitions.size === 0 || typeof root === "boolean") return root;
  const $defs = Object.fromEntries([...definitions.values()].map(({ name, schema }) => [name, schema]));
  return { ...root, $defs };
}

/** Takes properties out of `required` that only answers have. */
function withoutReadOnly(
  document: OpenApiDocument,
  schema: SchemaObject,
  translated: SchemaObject,
): SchemaObject {
  if (!Array.isArray(schema.required)) return translated;
  const properties = (schema.properties ?? {}) as Record<string, unknown>;
  const required = (schema.required as string[]).filter(
    (name) =>
      !Object.hasOwn(properties, name) || dereferenced(document.content, properties[name])?.readOnly !== true,
  );
  return { ...translated, required };
}

/** What OpenAPI 3.0 says in words of its own (OpenAPI 3.0.3, Schema Object; JSON Schema draft 4 section 5.1). */
function fromOpenApi30(schema: SchemaObject, translated: SchemaObject): SchemaObject {
  const result = { ...translated };
  if (schema.nullable === true && typeof schema.type === "string") {
    result.type = [schema.type, "null"];
    if (Array.isArray(schema.enum) && !schema.enum.includes(null))
      result.enum = [...(schema.enum as unknown[]), null];
  }
  for (const [exclusive, limit] of [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const) {
    if (typeof schema[exclusive] !== "boolean") continue;
    delete result[exclusive];
    if (schema[exclusive] && limit in schema) {
      result[exclusive] = schema[limit];
      delete result[limit];
    }
  }
  return result;
}
