// The reference of all components as Markdown: one section for each, with its arguments and outputs.
import { membersOf } from "./components.mjs";

const head = `<!-- Generated from components/ by \`npm run generate\`. Do not edit. -->

# Components

Every component with its arguments and outputs. \`Input<…>\` may be an output of another resource, everything else has to
be known when the program runs. \`settings\` are described in [the configuration's reference](configuration.md). In other
languages than TypeScript: [how](../other-languages.md).
`;

function cell(text) {
  return text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ");
}

/** A type as it is written, without the namespace; settings lead to their reference. */
function typeText({ type, file }, sections) {
  const text = type.getText().replaceAll("pulumi.", "");
  const name = /^(?:Input<)?(\w+)>?$/.exec(text)?.[1];
  const section = sections[(file.renamed[name] ?? name)?.replace(/^Resolved/, "")];
  return section ? `[\`${cell(text)}\`](configuration.md${section})` : `\`${cell(text)}\``;
}

function table(title, members, sections) {
  if (members.length === 0) return "";
  const rows = members.map(
    (one) =>
      `| \`${one.name}\` | ${typeText(one, sections)} |${title === "Argument" ? ` ${one.optional ? "" : "yes"} |` : ""} ${cell(one.description)} |`,
  );
  const columns = title === "Argument" ? [title, "Type", "Required", "Meaning"] : [title, "Type", "Meaning"];
  return ["", `| ${columns.join(" | ")} |`, `| ${columns.map(() => "---").join(" | ")} |`, ...rows, ""].join(
    "\n",
  );
}

/**
 * The document's text.
 *
 * @param all - what `readComponents` found
 * @param schemas - the JSON Schemas, by file name
 */
export function componentsPage(all, schemas) {
  const { properties } = schemas["environment.schema.json"];
  // Titles of the schemas that are a section of the configuration, with its heading there.
  const sections = { Environment: "", ExistingHost: "#hosts" };
  for (const [key, { $ref }] of Object.entries(properties))
    if ($ref) sections[schemas[$ref].title] = `#${key.toLowerCase()}`;
  const byName = new Map(all.components.map((one) => [one.name, one]));
  const parts = all.entryPoints.flatMap(([entry, names]) =>
    names
      .filter((name) => byName.has(name))
      .map((name) => {
        const one = byName.get(name);
        return `\n## ${name}\n\n\`import { ${name} } from "${entry}"\` · \`${one.token}\` · [source](../../${one.file})\n\n${one.description}\n${table("Argument", membersOf(all, one.arguments), sections)}${table("Output", one.outputs, sections)}`;
      }),
  );
  return `${head}${parts.join("")}`;
}
