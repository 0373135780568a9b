// Runs before every npm script, with nothing installed yet: brings the dependencies and the compiled program up to date.
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Portcullis needs Node.js 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}

const lock = path.join(root, "package-lock.json");
const installed = path.join(root, "node_modules/.package-lock.json");
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  console.log("Installing the project's dependencies…");
  execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: root, stdio: "inherit" });
}

const { compileProgram, compilePolicies } = createRequire(import.meta.url)("./compileIfStale.cjs");
try {
  compileProgram();
  compilePolicies();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
