// Writes what follows from the JSON Schemas in components/model/schema and from the components' sources: TypeScript
// types, the one schema that editors complete from, Pulumi's schema of the package for other languages, and the reference
// documentation; publishes the schemas of audits. With --check it writes nothing and fails where one is stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readComponents } from "./generate/components.mjs";
import { componentsPage } from "./generate/componentsPage.mjs";
import { editorSchema } from "./generate/editorSchema.mjs";
import { pulumiSchema } from "./generate/pulumiSchema.mjs";
import { reference } from "./generate/reference.mjs";
import { readSchemas } from "./generate/schemas.mjs";
import { types } from "./generate/types.mjs";

const root = path.join(import.meta.dirname, "..");
const schemas = readSchemas(path.join(root, "components/model/schema"));
const components = readComponents(path.join(root, "components"));
const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
// Checked by what reads the files themselves; published as they are.
const published = ["audit-report.schema.json", "audit-decisions.schema.json"].map((name) => [
  `docs/reference/${name}`,
  readFileSync(path.join(root, "audit/report/schema", name), "utf8"),
]);
const outputs = {
  ...Object.fromEntries(published),
  "components/model/types.ts": await types(schemas, path.join(root, "components/model/types.ts")),
  "docs/reference/portcullis.schema.json": editorSchema(schemas),
  "docs/reference/configuration.md": reference(schemas),
  "docs/reference/components.md": componentsPage(components, schemas),
  "docs/reference/pulumi-schema.json": pulumiSchema(components, schemas, manifest),
};

const stale = Object.entries(outputs).filter(([name, text]) => {
  const file = path.join(root, name);
  return !existsSync(file) || readFileSync(file, "utf8") !== text;
});
if (process.argv.includes("--check")) {
  for (const [name] of stale) console.error(`${name} is stale: run \`npm run generate\``);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [name, text] of stale) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
}
