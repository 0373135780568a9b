import { copyFileSync, linkSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeLauncher } from "./launcher";
import { compiledArgv } from "./projectRoot";

function isSameFile(a: string, b: string): boolean {
  const [left, right] = [statSync(a, { throwIfNoEntry: false }), statSync(b, { throwIfNoEntry: false })];
  if (!left || !right) return false;
  return (
    (left.ino === right.ino && left.dev === right.dev) ||
    (left.size === right.size && left.mtimeMs <= right.mtimeMs)
  );
}

/**
 * Puts a CLI that has no language host and our own language host side by side: the engine looks for it beside its own
 * executable, and warns about one that it finds on PATH only. The CLI is a hard link where the file system allows one.
 *
 * @param cli - the CLI in the cache, which several checkouts share
 * @param folder - the checkout's own folder for both
 * @returns the path of the CLI in `folder`
 */
export function withLanguageHost(cli: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeLauncher(join(folder, "pulumi-language-nodejs"), compiledArgv("local/engine/languageHost/main.ts"));
  const path = join(folder, "pulumi");
  if (isSameFile(cli, path)) return path;
  const temporary = `${path}.${process.pid}`;
  rmSync(temporary, { force: true });
  try {
    linkSync(cli, temporary);
  } catch {
    copyFileSync(cli, temporary);
  }
  renameSync(temporary, path);
  return path;
}
