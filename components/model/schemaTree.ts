import type { Path } from "./path";
import { commonSchema, sectionSchemas } from "./sections";

/** The part of JSON Schema (draft 7) that our schemas are looked through for. */
export interface Schema {
  $id?: string;
  $ref?: string;
  description?: string;
  writeOnly?: boolean;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  [keyword: string]: unknown;
}

const documents = new Map<string, Schema>(
  [commonSchema, ...Object.values(sectionSchemas)].map((schema) => [schema.$id, schema]),
);

/** What a reference leads to: `file` or `file#/pointer`, as our schemas write them. */
function target(reference: string): Schema {
  const [document = "", pointer = ""] = reference.split("#");
  const tokens = pointer.split("/").slice(1);
  return tokens.reduce<unknown>(
    (node, token) => (node as Record<string, unknown>)[token],
    documents.get(document),
  ) as Schema;
}

/** All schemas that together say what `schema` says: itself and what it refers to. */
export function spread(schema: Schema): Schema[] {
  return schema.$ref === undefined ? [schema] : [schema, ...spread(target(schema.$ref))];
}

/** All schemas that judge what stands at `path` below `schema`. */
export function schemasAt(schema: Schema, path: Path): Schema[] {
  return path.reduce<Schema[]>((schemas, key) => schemas.flatMap((one) => below(one, key)), spread(schema));
}

function below(schema: Schema, key: string | number): Schema[] {
  const next =
    typeof key === "number" ? schema.items : (schema.properties?.[key] ?? schema.additionalProperties);
  return typeof next === "object" ? spread(next) : [];
}
