import type { ErrorObject } from "ajv";
import { formats } from "./formats";
import { valueAt, type Path } from "./path";
import { spread, type Schema } from "./schemaTree";
import { shown } from "./shown";
import { suggest } from "./suggest";

const typeNames: Readonly<Record<string, string>> = {
  string: "a string",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  null: "null",
};

const standardFormats: Readonly<Record<string, string>> = {
  email: "an e-mail address",
  uri: "a URL",
  ipv4: "an IPv4 address",
  ipv6: "an IPv6 address",
  regex: "a regular expression",
  date: "a date such as 2026-12-31",
  "date-time": "a date and time (RFC 3339)",
};

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun}` : `${number} ${noun === "entry" ? "entries" : `${noun}s`}`;
}

/** The first sentence of what the schema says about itself. */
function meaning(schema: Schema): string {
  const text = spread(schema).find((part) => part.description)?.description ?? "";
  return text.replace(/\.(\s.*)?$/s, "");
}

function withMeaning(sentence: string, schema: Schema): string {
  const text = meaning(schema);
  return text ? `${sentence}: ${text}` : sentence;
}

/** Says that an object has no place for the key that `error` is about. */
export function forbiddenName(error: ErrorObject, object: readonly Schema[]): string {
  const pattern = (error.params as { pattern?: string }).pattern;
  const rule = pattern !== undefined && pattern.length <= readablePattern ? ` (must match ${pattern})` : "";
  const description = object.find((part) => part.description)?.description?.replace(/\.$/, "");
  return `is not an allowed name${rule}${description ? `: ${description}` : ""}`;
}

/** A pattern longer than this says less to a reader than the setting's description. */
const readablePattern = 48;

function matching(schema: Schema, pattern: string, got: string): string {
  const description = spread(schema).find((part) => part.description)?.description;
  const sentence =
    pattern.length <= readablePattern || !description
      ? `must match ${pattern} (got ${got})`
      : `does not have the right form (got ${got})`;
  return description ? `${sentence}: ${description.replace(/\.$/, "")}` : sentence;
}

function choices(values: readonly unknown[], found: unknown, got: string): string {
  const allowed = values.map((value) => JSON.stringify(value));
  const words = values.filter((value): value is string => typeof value === "string");
  const near = typeof found === "string" && got !== "[secret]" ? suggest(found, words) : undefined;
  const hint = near === undefined ? "" : `; did you mean ${JSON.stringify(near)}?`;
  return `must be ${allowed.length > 1 ? "one of " : ""}${allowed.join(", ")} (got ${got}${hint})`;
}

/** Says that `key` is not a setting of `schema`, and which one was probably meant. */
export function unknownKey(key: string, schema: Schema): string {
  const properties = schema.properties ?? {};
  const known = Object.keys(properties);
  const near = suggest(key, known);
  if (near !== undefined) return `is not a known setting; did you mean "${near}"?`;
  const inside = known.find((name) => spread(properties[name]!).some((part) => part.properties?.[key]));
  if (inside !== undefined) return `is not a known setting here; did you mean "${inside}.${key}"?`;
  return known.length === 0
    ? "is not a known setting: none is allowed here"
    : `is not a known setting; allowed are ${list([...known].sort())}`;
}

/** Says that the setting `key` of `schema` is missing, and what it is for. */
export function missingKey(key: string, schema: Schema, because = ""): string {
  const property = schema.properties?.[key];
  const sentence = `is required${because}`;
  return property ? withMeaning(sentence, property) : sentence;
}

/**
 * What an error of ajv says, for people: the rest of a sentence that begins with the setting's path.
 *
 * @param error - any error but those on keys (`required`, `additionalProperties`…) and on alternatives (`anyOf`…)
 * @param path - where it stands
 * @param secret - whether the schema calls the value secret
 */
export function message(error: ErrorObject, path: Path, secret: boolean): string {
  const schema = (error.parentSchema ?? {}) as Schema;
  const params = error.params as Record<string, unknown>;
  const got = shown(error.data, path, secret);
  const limit = params.limit as number;
  switch (error.keyword) {
    case "enum":
      return choices(params.allowedValues as unknown[], error.data, got);
    case "const":
      return choices([params.allowedValue], error.data, got);
    case "type":
      return `must be ${list([params.type as string | string[]].flat().map((type) => typeNames[type] ?? type))} (got ${got})`;
    case "format": {
      const format = params.format as string;
      return `must be ${formats[format]?.meaning ?? standardFormats[format] ?? format} (got ${got})`;
    }
    case "pattern":
      return matching(schema, params.pattern as string, got);
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "exclusiveMaximum":
      return `must be ${params.comparison as string} ${limit} (got ${got})`;
    case "multipleOf":
      return `must be a multiple of ${params.multipleOf as number} (got ${got})`;
    case "minLength":
      return limit === 1
        ? "must not be empty"
        : `must have at least ${count(limit, "character")} (got ${got})`;
    case "maxLength":
      return `must have at most ${count(limit, "character")} (got ${[...(error.data as string)].length})`;
    case "minItems":
    case "minProperties":
      return `must have at least ${count(limit, "entry")} (got ${Object.keys(error.data as object).length})`;
    case "maxItems":
    case "maxProperties":
      return `must have at most ${count(limit, "entry")} (got ${Object.keys(error.data as object).length})`;
    case "uniqueItems": {
      const twice = shown(valueAt(error.data, [params.i as number]), path, secret);
      return `must not repeat an entry (${twice} is both [${params.j as number}] and [${params.i as number}])`;
    }
    default:
      return `${error.message ?? "is not allowed"} (got ${got})`;
  }
}
