import { createHash } from "node:crypto";
import { writeFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildOnce, cacheRoot } from "../engine/cache";
import { mustRun } from "../hosts/command";
import { installMissingPackages } from "../hosts/requirements";
import { withProgress } from "../progress";

const architectures: Readonly<Partial<Record<NodeJS.Architecture, string>>> = {
  x64: "x86_64",
  arm64: "aarch64",
};

/** Names that wheels for this machine's processor have (PEP 600), by the age of the C library that they need. */
const platforms = ["manylinux2014", "manylinux_2_17", "manylinux_2_28"];

/**
 * Makes sure of the wheels that a file of requirements asks for: downloaded once, each held to its hash, and cached.
 *
 * @param requirements - text of the file, with hashes and all that is needed
 * @param python - version of the Python that they are for, such as `3.11`
 * @returns the folder that they are in
 * @throws Error where one cannot be had, with pip's message
 */
export async function ensurePackages(requirements: string, python: string): Promise<string> {
  const sum = createHash("sha256").update(python).update(requirements).digest("hex").slice(0, 12);
  return buildOnce(join(cacheRoot(), `python-packages-${sum}`), (build) =>
    withProgress(process.stderr, `Downloading packages for Python ${python}, once`, async () => {
      await installMissingPackages({ pip3: "python3-pip" });
      const file = join(build, "requirements.txt");
      writeFileSync(file, requirements);
      const architecture = architectures[process.arch] ?? process.arch;
      await mustRun([
        ...["python3", "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"],
        ...["--only-binary", ":all:", "--require-hashes", "--python-version", python],
        ...platforms.flatMap((platform) => ["--platform", `${platform}_${architecture}`]),
        ...["--dest", build, "--requirement", file],
      ]);
      rmSync(file);
    }),
  );
}
