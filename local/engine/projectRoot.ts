import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The checkout's root folder: the nearest folder above this file whose package.json is the project's own. The same
 * for the TypeScript sources (tests) and for the compiled files under `dist/`.
 */
export function projectRoot(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest)) {
      const { name } = JSON.parse(readFileSync(manifest, "utf8")) as { name?: string };
      if (name === "portcullis") return folder;
    }
    if (folder === dirname(folder)) throw new Error(`no package.json of Portcullis above ${__dirname}`);
  }
}

/**
 * Command line that runs a compiled entry point with the Node that runs now, for launchers.
 *
 * @param source - the TypeScript file, relative to the root, such as `local/plugins/tls/main.ts`
 * @throws when it has not been compiled
 */
export function compiledArgv(source: string): string[] {
  const compiled = join(projectRoot(), "dist", source.replace(/\.ts$/, ".js"));
  if (!existsSync(compiled)) throw new Error(`${compiled} is missing: run \`npm run build\` first`);
  return [process.execPath, compiled];
}
