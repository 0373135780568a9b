import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildOnce, cacheRoot } from "../../../local/engine/cache";
import { mustRun } from "../../../local/hosts";

const sources = ["go.mod", "go.sum", "receiver.go"];

/**
 * Makes sure of the receiver: built from its source (some seconds) and cached for as long as that stays the same.
 *
 * @returns path of the executable
 * @throws Error where Go is missing or the build fails
 */
export async function ensureLumberjackReceiver(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of sources) hash.update(readFileSync(join(__dirname, file)));
  const name = `lumberjack-receiver-${hash.digest("hex").slice(0, 12)}`;
  const folder = await buildOnce(join(cacheRoot(), name), async (build) => {
    for (const file of sources) copyFileSync(join(__dirname, file), join(build, file));
    const env = { ...process.env, GOWORK: "off", GOFLAGS: "-buildvcs=false" };
    await mustRun(["go", "build", "-trimpath", "-o", "receiver", "."], { cwd: build, env });
    for (const file of sources) rmSync(join(build, file));
  });
  return join(folder, "receiver");
}
