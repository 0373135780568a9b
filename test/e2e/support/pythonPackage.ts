import { join } from "node:path";
import { buildOnce, cacheRoot } from "../../../local/engine/cache";
import { mustRun } from "../../../local/hosts";

/**
 * A package from PyPI with what it needs, installed once, outside the repository.
 *
 * @param name - name of the package
 * @param version - the one version
 * @returns the folder, for PYTHONPATH
 */
export function pythonPackage(name: string, version: string): Promise<string> {
  return buildOnce(join(cacheRoot(), `python-${name}-${version}`), async (folder) => {
    await mustRun(["python3", "-m", "pip", "install", "--quiet", "--target", folder, `${name}==${version}`]);
  });
}
