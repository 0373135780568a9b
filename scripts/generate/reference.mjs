// The reference of all settings as Markdown: one table for each section.
import { follow } from "./schemas.mjs";

const head = `<!-- Generated from components/model/schema by \`npm run generate\`. Do not edit. -->

# Configuration

Everything that Portcullis does follows from one object, \`portcullis:environment\` in a stack's file:

\`\`\`yaml
# yaml-language-server: $schema=docs/reference/portcullis.schema.json
config:
  portcullis:environment:
    adminRanges: [203.0.113.0/24]
    hosts:
      api-1:
        address: 198.51.100.7
        platform: debian-12
        hostKey: ssh-ed25519 AAAA…
\`\`\`

The first line gives completion, descriptions and checks in every editor that speaks to yaml-language-server: VS Code
with Red Hat's YAML extension, JetBrains IDEs, Neovim, Emacs, Helix. Pulumi rewrites the file on \`pulumi config set\` but keeps comments.
The path is relative to the stack's file. For all stacks at once, put this into \`.vscode/settings.json\` instead:

\`\`\`json
{ "yaml.schemas": { "docs/reference/portcullis.schema.json": "Pulumi.*.yaml" } }
\`\`\`

\`npm run validate\` checks every stack's file without Pulumi, its encryption key or a network; \`npm run render -- <stack>\`
writes the files that each host will get. What has no default and is not marked as required is left out where it is not
set. In paths, \`<name>\` stands for a name of your choice and \`[]\` for each entry of a list.
`;

function typeOf(schema) {
  if (schema.writeOnly) return "secret";
  if (schema.enum) return "choice";
  if (schema.type === "array") return "list";
  if (schema.type === "integer") return "whole number";
  return [schema.type ?? ""].flat().join(" or ").replace("integer", "whole number");
}

function code(value) {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

function range(low, high, unit) {
  if (low === undefined && high === undefined) return [];
  if (low === undefined) return [`at most ${high}${unit}`];
  return [high === undefined ? `at least ${low}${unit}` : `${low} to ${high}${unit}`];
}

function allowed(schema) {
  return [
    ...(schema.enum ? [schema.enum.map(code).join(", ")] : []),
    ...("const" in schema ? [code(schema.const)] : []),
    ...range(schema.minimum, schema.maximum, ""),
    ...range(schema.minLength, schema.maxLength, " characters"),
    ...range(schema.minItems, schema.maxItems, " entries"),
    ...(schema.uniqueItems ? ["no entry twice"] : []),
    ...(schema.format ? [`format ${schema.format}`] : []),
    ...(schema.pattern ? [code(schema.pattern)] : []),
    ...(schema.propertyNames?.pattern ? [`names: ${code(schema.propertyNames.pattern)}`] : []),
  ].join("; ");
}

function isSimple(value) {
  return typeof value !== "object" || Object.keys(value).length > 0 || Array.isArray(value);
}

/** What a schema says with the one it refers to; what stands beside the reference wins. */
function whole(schemas, schema, file) {
  if (!schema.$ref) return { schema, file };
  const found = follow(schemas, schema.$ref, file);
  return { schema: { ...found.schema, ...schema, $ref: undefined }, file: found.file };
}

/** Rows of all settings below `node`: path, type, default, allowed, description. */
function rows(schemas, node, from, at) {
  const { schema, file } = whole(schemas, node, from);
  const own = (name, child, required) => {
    const inner = whole(schemas, child, file).schema;
    const filled =
      "default" in child && isSimple(child.default) ? code(child.default) : required ? "**required**" : "";
    return [
      [name, typeOf(inner), filled, allowed(inner), inner.description ?? ""],
      ...rows(schemas, child, file, name),
    ];
  };
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, child]) =>
      own(at ? `${at}.${key}` : key, child, schema.required?.includes(key)),
    ),
    ...(typeof schema.additionalProperties === "object"
      ? own(`${at}.<name>`, schema.additionalProperties, false)
      : []),
    ...(schema.items ? items(schemas, schema.items, file, at, own) : []),
  ];
}

/** A list of plain values is told by its own row and that of its entries' form; one of objects, by its keys. */
function items(schemas, child, file, at, own) {
  return whole(schemas, child, file).schema.properties
    ? rows(schemas, child, file, `${at}[]`)
    : own(`${at}[]`, child, false);
}

function cell(text) {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function table(lines) {
  if (lines.length === 0) return "";
  const body = lines.map(([name, ...rest]) => `| ${[code(name), ...rest].map(cell).join(" | ")} |`);
  return [
    "",
    "| Setting | Type | Default | Allowed | Meaning |",
    "| --- | --- | --- | --- | --- |",
    ...body,
    "",
  ].join("\n");
}

/** The document's text. */
export function reference(schemas) {
  const file = "environment.schema.json";
  const sections = Object.entries(schemas[file].properties).map(([key, node]) => {
    const { schema } = whole(schemas, node, file);
    const state = schemas[file].required.includes(key)
      ? "Required. "
      : "default" in node
        ? ""
        : "Optional: off where it is not set. ";
    return `\n## ${key}\n\n${state}${schema.description}\n${table(rows(schemas, node, file, key))}`;
  });
  return `${head}${sections.join("")}`;
}
