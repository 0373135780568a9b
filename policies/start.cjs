// Where the pack starts. In Portcullis's own checkout it compiles what was edited since the last run; the package that
// others install holds the compiled form alone.
const { existsSync } = require("node:fs");
const path = require("node:path");

const compiler = path.join(__dirname, "../scripts/compileIfStale.cjs");
if (existsSync(compiler)) require(compiler).compilePolicies();
module.exports = require("./dist/index.js");
