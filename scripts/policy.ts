// npm run policy -- <stack | file.json> [options]: what the policy pack says of a stack, for people and for CI.
import { spawn } from "node:child_process";
import path from "node:path";
import { ensureEngine } from "../local/engine";
import { projectRoot } from "../local/engine/projectRoot";

/** The pack is a package of its own, with a command of its own: what it lacks here is an engine. */
async function main(args: readonly string[]): Promise<number> {
  const needsEngine = args.some((argument) => !argument.startsWith("-")) && !args[0]!.endsWith(".json");
  const env = needsEngine ? (await ensureEngine()).env : process.env;
  const command = path.join(projectRoot(), "policies/dist/report/main.js");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], { env, stdio: "inherit" });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 2));
  });
}

if (require.main === module) {
  main(process.argv.slice(2)).then(
    (status) => (process.exitCode = status),
    (error: unknown) => {
      console.error((error as Error).message);
      process.exitCode = 2;
    },
  );
}
