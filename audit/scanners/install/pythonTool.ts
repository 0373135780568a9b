import { createHash } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce, cacheRoot } from "../../../local/engine/cache";
import { mustRun } from "../../../local/hosts/command";
import type { Installation } from "./installation";

/** A program from PyPI. */
export interface PythonTool {
  /** Name of its package. */
  readonly name: string;
  /** The one version that is installed. */
  readonly version: string;
  /** The package and all that it needs, as a requirements file with hashes: nothing else is taken. */
  readonly requirements: string;
}

/** A program from PyPI on this machine, in a folder of its own in the user's cache: the system's Python stays as it is. */
export interface InstalledPythonTool extends Installation {
  /** Start of the command line that runs its module, before its own arguments. */
  command(module: string): string[];
}

/** An installation from PyPI by pip, without root. */
export function pythonTool({ name, version, requirements }: PythonTool): InstalledPythonTool {
  const sum = createHash("sha256").update(requirements).digest("hex").slice(0, 12);
  const folder = join(cacheRoot(), `scanner-${name}-${version}-${sum}`);
  return {
    byHand: `pip install --target ${folder} ${name}==${version}`,
    version: () => Promise.resolve(existsSync(folder) ? version : undefined),
    install: async () => {
      await buildOnce(folder, async (build) => {
        const file = join(build, "requirements.txt");
        writeFileSync(file, requirements);
        await mustRun([
          ...["python3", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"],
          ...["--only-binary", ":all:", "--require-hashes", "--target", build, "--requirement", file],
        ]);
      });
    },
    command: (module) => ["env", `PYTHONPATH=${folder}`, "python3", "-m", module],
  };
}
