// npm test [-- <jest's arguments>]: everything that has to hold, cheapest first, so that a mistake that a second can
// find is not searched for with minutes.
import { spawnSync } from "node:child_process";
import { unsupportedReason } from "../../local/hosts/requirements";
import { projectRoot } from "../../local/engine/projectRoot";
import { existsSync, readFileSync } from "node:fs";
import { ensureTools } from "./tools";

function step(what: string, command: string, ...args: string[]): void {
  const started = Date.now();
  console.log(`\n── ${what}`);
  const { status, signal } = spawnSync(command, args, { cwd: projectRoot(), stdio: "inherit" });
  if (status !== 0) {
    console.error(`${what} failed${signal ? ` (${signal})` : ""}`);
    process.exit(status ?? 1);
  }
  console.log(`${what} ok, ${((Date.now() - started) / 1000).toFixed(0)} s`);
}

const osRelease = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
const noHosts = unsupportedReason(process.platform, process.getuid?.() ?? -1, osRelease);
const missing = ensureTools();
if (missing.length > 0) console.log(`Missing here, some checks are left out: ${missing.join(", ")}`);

step("types", "npm", "run", "--silent", "typecheck");
step("lint", "npm", "run", "--silent", "lint");
if (!missing.includes("shellcheck")) step("shell scripts", "npm", "run", "--silent", "lint:shell");

const given = process.argv.slice(2);
// A path that is given matches tests of one step, rarely of both.
const jest = ["jest", ...(given.length > 0 ? ["--passWithNoTests"] : []), ...given, "--selectProjects"];
step("unit and policy tests", "npx", ...jest, "unit", "policy");
if (noHosts) {
  console.log(`\nLeft out: tests with a real engine and real hosts. ${noHosts}`);
} else {
  step("engine, images and certificate authority", process.execPath, "dist/scripts/testing/prepare.js");
  // Two workers on any machine: these tests share its cores and memory with the hosts that they start, and wait for them
  // half of the time. Benchmarks are apart, `npm run bench`: they want a machine that does nothing else.
  step("tests with a real engine and real hosts", "npx", ...jest, "engine", "e2e", "--maxWorkers=2");
}
