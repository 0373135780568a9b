// Types of Pulumi's package schema from our JSON Schemas.
import { follow } from "./schemas.mjs";

/** `debian-12` or `extraPorts` as a name for a type or a value: `Debian12`, `ExtraPorts`. */
export function pascal(text) {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** The name of one of many: `issuers` holds an `Issuer`. */
export function singular(name) {
  return name.replace(/([^s])s$/, "$1");
}

/** The types of a package, by their tokens; each name stands for one thing. */
export class Types {
  #types = {};

  /** Adds a type where it is not there yet, and gives the reference to it. `make` is called after its name is taken. */
  add(name, make) {
    const token = `portcullis:index:${name}`;
    if (!(token in this.#types)) {
      this.#types[token] = {};
      this.#types[token] = make();
    }
    return { $ref: `#/types/${token}` };
  }

  /** All types, in the order of their tokens. */
  all() {
    return Object.fromEntries(Object.entries(this.#types).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/** Which values a text may have. Not as an enumeration: YAML cannot hand those from one component to another. */
function oneOf(values) {
  return ` One of ${values.map((value) => `\`${value}\``).join(", ")}.`;
}

function fallback({ default: value, description = "" }) {
  if (value === undefined || typeof value === "object" || description.includes("Default: ")) return "";
  return ` Default: \`${value}\`.`;
}

/** Turns JSON Schemas into types of Pulumi's schema. */
export class JsonSchemaTypes {
  constructor(schemas, types) {
    this.schemas = schemas;
    this.types = types;
    this.files = Object.fromEntries(
      Object.entries(schemas).flatMap(([file, { title }]) => (title ? [[title, file]] : [])),
    );
  }

  /** The type of the section with this title, or undefined where there is none. */
  section(title) {
    const file = this.files[title];
    return file && this.type({ $ref: file }, file, title);
  }

  /** The schema of one setting of a section, with the file that it stands in. */
  setting(title, key) {
    const file = this.files[title];
    return { schema: this.schemas[file].properties[key], file, name: title + pascal(key) };
  }

  /** What `properties` says of an object's keys, for a type or for a component's inputs. */
  object(schema, file, name) {
    const properties = Object.fromEntries(
      Object.entries(schema.properties).map(([key, child]) => [
        key,
        this.property(child, file, name + pascal(key)),
      ]),
    );
    return {
      type: "object",
      ...(schema.description && { description: schema.description }),
      properties,
      ...(schema.required && { required: [...schema.required].sort() }),
    };
  }

  property(schema, file, name) {
    const whole = schema.$ref ? { ...follow(this.schemas, schema.$ref, file).schema, ...schema } : schema;
    const text =
      whole.description && whole.description + (whole.enum ? oneOf(whole.enum) : "") + fallback(whole);
    return {
      ...this.type(schema, file, name),
      ...(text && { description: text }),
      ...(whole.writeOnly && { secret: true }),
    };
  }

  type(schema, file, name) {
    if (schema.$ref) {
      const found = follow(this.schemas, schema.$ref, file);
      const key = schema.$ref.split("/").pop();
      return this.type(found.schema, found.file, found.schema.title ?? pascal(key));
    }
    if (schema.enum) return { type: schema.type ?? "string" };
    if (schema.items) return { type: "array", items: this.type(schema.items, file, singular(name)) };
    if (schema.properties) return this.types.add(name, () => this.object(schema, file, name));
    if (typeof schema.additionalProperties === "object")
      return {
        type: "object",
        additionalProperties: this.type(schema.additionalProperties, file, singular(name)),
      };
    if (Array.isArray(schema.type)) return { oneOf: schema.type.map((type) => ({ type })) };
    return { type: schema.type };
  }
}
