import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { compiledEntry } from "./projectRoot";

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * Writes an executable that runs a compiled entry point with the Node that runs now. `exec` keeps the process the
 * engine's own child, so that the engine can end it.
 *
 * @param path - the executable to write; left alone when it already says the same
 * @param source - the entry point's TypeScript file, relative to the project's root
 * @throws when the entry point has not been compiled
 */
export function writeLauncher(path: string, source: string): void {
  const script = `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(compiledEntry(source))} "$@"\n`;
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
