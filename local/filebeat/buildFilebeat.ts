import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildOnce, cacheRoot } from "../engine/cache";
import { goModule } from "../engine/goModule";
import { installMissingPackages } from "../hosts/requirements";
import { withProgress } from "../progress";

const MODULE = "github.com/elastic/beats/v7";
/** The newest release that is served as a Go module: from 8.0 on, tags do not match the module's path. */
const MODULE_VERSION = "v7.17.29";
const FILEBEAT_VERSION = MODULE_VERSION.slice(1);

/** The journald input binds libsystemd through its headers (and loads the library where it runs). */
const NEEDED = { gcc: "gcc", "/usr/include/systemd/sd-journal.h": "libsystemd-dev" };

/** A Filebeat that was built on this machine. */
export interface FilebeatBuild {
  /** Path of the executable. */
  readonly binary: string;
  /** Its version, without a leading `v`. */
  readonly version: string;
  /** SHA-256 of the executable, in hex: what a host checks after it has downloaded it. */
  readonly sha256: string;
}

/**
 * Makes sure of a real Filebeat, of the Apache-licensed part and with the journald input: built once from its Go module
 * (2 to 5 minutes) and cached.
 *
 * @throws Error when Go or a C compiler is missing or the build fails.
 * @see https://github.com/elastic/beats
 */
export async function ensureFilebeat(): Promise<FilebeatBuild> {
  const folder = await buildOnce(join(cacheRoot(), `filebeat-${FILEBEAT_VERSION}`), (build) =>
    withProgress(
      process.stderr,
      `Building Filebeat ${FILEBEAT_VERSION} from its Go module, once, about 3 minutes`,
      async (detail) => {
        try {
          await buildIn(build, detail);
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          throw new Error(
            `Filebeat cannot be built; it needs Go 1.23 or newer on PATH (https://go.dev/dl) and a Go module proxy\n${reason}`,
          );
        }
      },
    ),
  );
  return {
    binary: join(folder, "filebeat"),
    version: FILEBEAT_VERSION,
    sha256: readFileSync(join(folder, "filebeat.sha256"), "utf8").trim(),
  };
}

async function buildIn(build: string, detail: (text: string) => void): Promise<void> {
  detail("headers of libsystemd");
  await installMissingPackages(NEEDED);
  detail("downloading");
  const { go } = await goModule(build, MODULE, MODULE_VERSION);
  detail("compiling");
  const binary = join(build, "filebeat");
  const options = ["-trimpath", "-tags", "withjournald", "-ldflags", "-s -w", "-o", binary];
  await go("build", ...options, `${MODULE}/filebeat`);
  writeFileSync(
    join(build, "filebeat.sha256"),
    `${createHash("sha256").update(readFileSync(binary)).digest("hex")}\n`,
  );
  for (const file of ["go.mod", "go.sum"]) rmSync(join(build, file));
}
