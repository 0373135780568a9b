// Compiles the TypeScript where a source is newer than the last compilation, so that an edit and `pulumi up` just work
// and an unchanged program starts from compiled JavaScript at once.
const { execFileSync } = require("node:child_process");
const { existsSync, readdirSync, statSync, writeFileSync } = require("node:fs");
const path = require("node:path");

const root = path.join(__dirname, "..");

function newest(entry) {
  const stat = statSync(entry);
  if (!stat.isDirectory()) return /\.(ts|json)$/.test(entry) ? stat.mtimeMs : 0;
  return readdirSync(entry)
    .filter((name) => name !== "node_modules" && name !== "dist")
    .reduce((time, name) => Math.max(time, newest(path.join(entry, name))), 0);
}

/**
 * Compiles `project` (a folder with a tsconfig.json) where one of its `sources` changed since the last time.
 *
 * @param more - script that adds to what was compiled
 */
function compileIfStale(project, sources, more) {
  const folder = path.join(root, project);
  const stamp = path.join(folder, "dist/.compiled");
  const changed = Math.max(...sources.map((source) => newest(path.join(folder, source))));
  if (existsSync(stamp) && statSync(stamp).mtimeMs > changed) return;
  try {
    execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", folder], {
      stdio: ["ignore", 2, 2],
    });
  } catch {
    throw new Error(
      `${path.join(folder, "tsconfig.json")}: the program does not compile, see the errors above`,
    );
  }
  if (more) execFileSync(process.execPath, [path.join(__dirname, more)], { stdio: ["ignore", 2, 2] });
  writeFileSync(stamp, "");
}

module.exports = {
  compileProgram: () =>
    compileIfStale(
      ".",
      ["index.ts", "components", "scripts", "local", "tsconfig.json", "package-lock.json"],
      "compileChecks.cjs",
    ),
  compilePolicies: () => compileIfStale("policies", [".", "../tsconfig.json", "../package-lock.json"]),
};
