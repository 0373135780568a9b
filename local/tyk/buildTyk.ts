import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce, cacheRoot } from "../engine/cache";
import { goModule } from "../engine/goModule";
import { withProgress } from "../progress";

const MODULE = "github.com/TykTechnologies/tyk";
/** The newest commit that is served as a Go module: tags from v2 on lack the suffix that Go asks of a major version. */
const MODULE_VERSION = "v1.9.2-0.20230228090416-dfc3f76938c8";
/** What the gateway of that commit calls itself. */
const TYK_VERSION = "4.3.0";

/** A Tyk gateway that was built on this machine. */
export interface TykBuild {
  /** Path of the gateway's executable. */
  readonly binary: string;
  /** Its version, without a leading `v`. */
  readonly version: string;
  /** SHA-256 of the executable, in hex: what a host checks after it has downloaded it. */
  readonly sha256: string;
}

/**
 * Makes sure of a real Tyk gateway: built once from its Go module (about 90 s) and cached.
 *
 * @throws Error when Go is missing or the build fails.
 * @see https://github.com/TykTechnologies/tyk
 */
export async function ensureTyk(): Promise<TykBuild> {
  const folder = await buildOnce(join(cacheRoot(), `tyk-${TYK_VERSION}`), (build) =>
    withProgress(
      process.stderr,
      `Building Tyk ${TYK_VERSION} from its Go module, once, about 2 minutes`,
      async (detail) => {
        try {
          await buildIn(build, detail);
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          throw new Error(
            `Tyk cannot be built; it needs Go 1.21 or newer on PATH (https://go.dev/dl) and a Go module proxy\n${reason}`,
          );
        }
      },
    ),
  );
  return {
    binary: join(folder, "tyk"),
    version: TYK_VERSION,
    sha256: readFileSync(join(folder, "tyk.sha256"), "utf8").trim(),
  };
}

async function buildIn(build: string, detail: (text: string) => void): Promise<void> {
  detail("downloading");
  const { go } = await goModule(build, MODULE, MODULE_VERSION);
  detail("compiling");
  const binary = join(build, "tyk");
  await go("build", "-trimpath", "-ldflags", "-s -w", "-o", binary, MODULE);
  writeFileSync(
    join(build, "tyk.sha256"),
    `${createHash("sha256").update(readFileSync(binary)).digest("hex")}\n`,
  );
  for (const file of ["go.mod", "go.sum"]) rmSync(join(build, file));
}
