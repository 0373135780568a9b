// Where Pulumi starts: compiles what was edited since the last run, then runs index.ts's compiled form.
require("./scripts/compileIfStale.cjs").compileProgram();
require("./scripts/deferModules.cjs").deferUnusedSdk();
require("./scripts/plainStackTraces.cjs").mapErrorsOnly();
module.exports = require("./dist/index.js");
