import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

function packageRoot(): string {
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    // Compiled files stand in dist/, assets beside their sources: the nearest package.json is above both.
    if (existsSync(path.join(folder, "package.json"))) return folder;
    if (folder === path.dirname(folder)) throw new Error(`no package.json above ${__dirname}`);
  }
}

/**
 * Reads a text file of this package that is no module, such as a shell script for hosts.
 *
 * @param file - its path from the package's root, such as `components/host/applier/00-environment.sh`
 * @throws Error where the package was installed without it
 */
export function readAsset(file: string): string {
  return readFileSync(path.join(packageRoot(), file), "utf8");
}
