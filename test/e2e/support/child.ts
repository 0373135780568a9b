import { join } from "node:path";

/** Command line that runs a TypeScript file in a process of its own. */
export function typescriptArgv(file: string, ...args: string[]): string[] {
  return [process.execPath, "--require", join(__dirname, "typescriptHook.cjs"), file, ...args];
}
