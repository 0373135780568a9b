// Compiles the checks of the settings ahead, into dist/components/model/checks.js, and those of OpenAPI documents, beside
// what reads these: compiling them at every start takes as long as everything else that a program does.
const { writeFileSync } = require("node:fs");
const path = require("node:path");
const { _ } = require("ajv");
const standalone = require("ajv/dist/standalone").default;

const model = path.join(__dirname, "../dist/components/model");
const { schemaCompiler } = require(path.join(model, "schemaCompiler.js"));
const { sectionSchemas } = require(path.join(model, "sections.js"));
const openApi = path.join(__dirname, "../dist/components/gateway/openApi");
const { documentCompiler } = require(path.join(openApi, "documentCompiler.js"));

const ajv = schemaCompiler({ source: true, formats: _`require("./formats").checks` });
const names = Object.values(sectionSchemas).map(({ $id }) => $id);
// Names of JavaScript's own are asked for; the files' are given back below.
const code = standalone(ajv, Object.fromEntries(names.map(($id, index) => [`check${index}`, $id])));
const table = names.map(($id, index) => `exports[${JSON.stringify($id)}] = exports.check${index};`);
writeFileSync(path.join(model, "checks.js"), `${code}\n${table.join("\n")}\n`);

for (const version of ["3.0", "3.1"]) {
  const { ajv: documents, schema } = documentCompiler(version, { source: true });
  const check = standalone(documents, documents.compile(schema));
  writeFileSync(path.join(openApi, `check-${version}.js`), check);
}
