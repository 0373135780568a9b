import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * Writes an executable that runs a command line, with its own arguments added. `exec` keeps the process the engine's
 * own child, so that the engine can end it.
 *
 * @param path - the executable to write; left alone when it already says the same
 * @param argv - program and arguments, such as from `compiledArgv`
 */
export function writeLauncher(path: string, argv: readonly string[]): void {
  const script = `#!/bin/sh\nexec ${argv.map(quoted).join(" ")} "$@"\n`;
  try {
    if (readFileSync(path, "utf8") === script) return;
  } catch {
    // Not there yet.
  }
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, script);
  chmodSync(temporary, 0o755);
  renameSync(temporary, path);
}
