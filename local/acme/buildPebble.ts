import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheDirectory } from "../hosts/baseImage";
import { mustRun } from "../hosts/command";
import { withLock } from "../hosts/lock";
import { withProgress } from "../progress";

/** Pinned: its configuration format is not a stable interface. */
const PEBBLE_VERSION = "2.10.1";
const MODULE = "github.com/letsencrypt/pebble/v2/cmd";

/** Paths of the two programs. */
export interface PebblePrograms {
  /** The certificate authority. */
  readonly pebble: string;
  /** The DNS server that it asks when it validates a name. */
  readonly challtestsrv: string;
}

/**
 * Makes sure of Pebble, Let's Encrypt's own test authority: built once from its Go module (some seconds) and cached.
 *
 * @throws Error when Go is missing or the build fails.
 * @see https://github.com/letsencrypt/pebble
 */
export async function ensurePebble(): Promise<PebblePrograms> {
  const directory = join(cacheDirectory(), `pebble-${PEBBLE_VERSION}`);
  const programs = {
    pebble: join(directory, "pebble"),
    challtestsrv: join(directory, "pebble-challtestsrv"),
  };
  if (existsSync(directory)) return programs;
  await withLock(directory, async () => {
    if (existsSync(directory)) return;
    const work = `${directory}.build`;
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
    try {
      const targets = ["pebble", "pebble-challtestsrv"].map((name) => `${MODULE}/${name}@v${PEBBLE_VERSION}`);
      await withProgress(
        process.stderr,
        `Building Pebble ${PEBBLE_VERSION}, the local certificate authority`,
        () => mustRun(["go", "install", "-trimpath", ...targets], { env: { ...process.env, GOBIN: work } }),
      );
      renameSync(work, directory);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(
        `Pebble cannot be built; it needs Go 1.24 or newer on PATH (https://go.dev/dl) and a Go module proxy\n${reason}`,
      );
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
  return programs;
}
