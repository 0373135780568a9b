import { ConfigurationError } from "../../model/problems";
import type { JsonSchema } from "../openApi/document";

type SchemaObject = Record<string, unknown>;

/** Keywords that mean the same in both drafts and hold no schema. */
const same = new Set(
  "type enum format pattern minLength maxLength minimum maximum multipleOf minItems maxItems uniqueItems required minProperties maxProperties".split(
    " ",
  ),
);

/**
 * Translates a JSON Schema from draft 2020-12 to draft 4, which is what Kong's own library speaks (lua-resty-ljsonschema).
 *
 * @param schema - the schema, whole in itself
 * @param route - whose body it judges, for messages
 * @throws ConfigurationError for keywords that draft 4 has no words for
 */
export function toDraft4(schema: JsonSchema, route: string): SchemaObject {
  const translate = (value: unknown): SchemaObject => {
    if (value === false) return { not: {} };
    if (typeof value !== "object" || value === null) return {};
    const parts = Object.entries(value).map(([keyword, inner]) =>
      keywordOf(keyword, inner, value as SchemaObject),
    );
    return merged(parts.filter((part) => part !== undefined));
  };
  const list = (values: unknown): SchemaObject[] => (values as unknown[]).map(translate);
  const map = (values: unknown): SchemaObject =>
    Object.fromEntries(Object.entries(values as object).map(([name, inner]) => [name, translate(inner)]));

  const keywordOf = (keyword: string, value: unknown, whole: SchemaObject): SchemaObject | undefined => {
    if (same.has(keyword))
      return keyword === "required" && (value as []).length === 0 ? undefined : { [keyword]: value };
    switch (keyword) {
      case "$ref":
        return { $ref: (value as string).replace("#/$defs/", "#/definitions/") };
      case "$defs":
        return { definitions: map(value) };
      case "const":
        return { enum: [value] };
      case "exclusiveMinimum":
        return { minimum: value, exclusiveMinimum: true };
      case "exclusiveMaximum":
        return { maximum: value, exclusiveMaximum: true };
      case "not":
        return { not: translate(value) };
      case "allOf":
      case "anyOf":
      case "oneOf":
        return { [keyword]: list(value) };
      case "properties":
      case "patternProperties":
        return { [keyword]: map(value) };
      case "additionalProperties":
        return { additionalProperties: typeof value === "boolean" ? value : translate(value) };
      case "prefixItems":
        return { items: list(value), additionalItems: "items" in whole ? translate(whole.items) : {} };
      case "items":
        return "prefixItems" in whole ? undefined : { items: translate(value) };
      case "contains":
        if ("minContains" in whole || "maxContains" in whole) return refuse("minContains and maxContains");
        // Not all of them are not it; what is no list holds nothing against it.
        return { anyOf: [{ not: { type: "array" } }, { not: { items: { not: translate(value) } } }] };
      case "if":
        return condition(whole);
      case "then":
      case "else":
        return undefined;
      case "dependentRequired":
        return { dependencies: value };
      case "dependentSchemas":
        return { dependencies: map(value) };
      case "contentMediaType":
      case "contentEncoding":
      case "contentSchema":
      case "$schema":
        return undefined;
      default:
        return refuse(keyword);
    }
  };

  const condition = (whole: SchemaObject): SchemaObject => {
    const test = translate(whole.if);
    return {
      allOf: [
        { anyOf: [{ not: test }, translate(whole.then ?? true)] },
        { anyOf: [test, translate(whole.else ?? true)] },
      ],
    };
  };

  const refuse = (keyword: string): never => {
    throw new ConfigurationError([
      {
        message: `the body schema of ${route} uses ${keyword}, which Kong cannot check: write it with other keywords, or set validateBody: false for this operation`,
      },
    ]);
  };

  return translate(schema);
}

/** What each part asks together; parts that would overwrite one another, or stand beside a `$ref`, stand below `allOf`. */
function merged(parts: readonly SchemaObject[]): SchemaObject {
  const result: SchemaObject = {};
  const apart: SchemaObject[] = [];
  const references = parts.some((part) => "$ref" in part);
  for (const part of parts) {
    const clashes = Object.keys(part).some((key) => key in result);
    if (clashes || (references && !("definitions" in part))) apart.push(part);
    else Object.assign(result, part);
  }
  if (apart.length === 0) return result;
  // In draft 4 everything beside a reference is ignored: alone it may stand.
  if (apart.length === 1 && Object.keys(result).length === 0) return apart[0]!;
  const { allOf = [], ...rest } = result;
  return { ...rest, allOf: [...(allOf as SchemaObject[]), ...apart] };
}
