// For each section a type of what users write, and a Resolved… type of what renderers get once defaults are filled in.
import { compile } from "json-schema-to-typescript";
import { format, resolveConfig } from "prettier";

/** Keywords that say nothing of a value's type. */
const typeless = ["$id", "$defs", "dependencies", "propertyNames"];

/** Rewrites references between files to definitions of one schema; `prefix` tells the two families of types apart. */
function rewrite(schemas, node, prefix) {
  if (Array.isArray(node)) return node.map((item) => rewrite(schemas, item, prefix));
  if (typeof node !== "object" || node === null) return node;
  const out = {};
  for (const [key, value] of Object.entries(node)) {
    if (typeless.includes(key)) continue;
    if (key === "$ref") {
      const [file, pointer] = value.split("#");
      out.$ref = pointer
        ? `#/definitions/${pointer.split("/").pop()}`
        : `#/definitions/${prefix}${schemas[file].title}`;
    } else if (key === "title") {
      out.title = prefix + value;
    } else {
      out[key] = rewrite(schemas, value, prefix);
    }
  }
  if (prefix && node.properties) {
    const filled = Object.keys(node.properties).filter((name) => "default" in node.properties[name]);
    out.required = [...new Set([...(out.required ?? []), ...filled])];
  }
  // A reference with siblings would become a copy of its target: only a description may stay beside it.
  if (out.$ref)
    return out.description
      ? { allOf: [{ $ref: out.$ref }], description: out.description }
      : { $ref: out.$ref };
  return out;
}

/** The text of the types' module; `file` is where it will stand, which decides its format. */
export async function types(schemas, file) {
  const definitions = {};
  for (const prefix of ["", "Resolved"]) {
    for (const schema of Object.values(schemas)) {
      for (const [name, definition] of Object.entries(schema.$defs ?? {}))
        definitions[name] = rewrite(schemas, definition, prefix);
      if (schema.title) definitions[prefix + schema.title] = rewrite(schemas, schema, prefix);
    }
  }
  const text = await compile({ title: "Sections", type: "object", definitions }, "Sections", {
    bannerComment: "/* Generated from components/model/schema by `npm run generate`. Do not edit. */",
    unreachableDefinitions: true,
    declareExternallyReferenced: true,
    additionalProperties: false,
    format: true,
  });
  const references =
    /\n \*\s*\n \* This (interface|type) was referenced by `[^`]*`'s JSON-Schema\n \* via the `definition` "[^"]*"\./g;
  const body = text.replace(references, "").replace(/export interface Sections {[^}]*}\n*/, "");
  return format(body, { ...(await resolveConfig(file)), parser: "typescript" });
}
