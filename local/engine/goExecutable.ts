import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withProgress } from "../progress";
import { buildOnce, cacheRoot } from "./cache";
import { goModule } from "./goModule";

/** A program that is built from a Go module of somebody else. */
export interface GoProgram {
  /** What people call it, such as `Tyk`. */
  readonly title: string;
  /** Name of the executable. */
  readonly name: string;
  /** Its version, without a leading `v`, as it tells it itself. */
  readonly version: string;
  /** Path of the module. */
  readonly module: string;
  /** Version of the module, with the leading `v`. */
  readonly moduleVersion: string;
  /** Path of the program's package. Default: the module's. */
  readonly package?: string;
  /** Build tags. Default: none. */
  readonly tags?: readonly string[];
  /** Oldest Go that can build it, such as `1.21`. */
  readonly go: string;
  /** About how long it takes, in minutes. */
  readonly minutes: number;
  /** Makes sure of what the build needs beside Go. Default: nothing. */
  readonly prepare?: () => Promise<void>;
}

/** A program that was built on this machine. */
export interface GoExecutable {
  /** Path of the executable. */
  readonly binary: string;
  /** Its version, without a leading `v`. */
  readonly version: string;
  /** SHA-256 of the executable, in hex: what a host checks after it has downloaded it. */
  readonly sha256: string;
}

/**
 * Makes sure of a program: built once from its Go module, and cached.
 *
 * @throws Error when Go is missing or the build fails.
 */
export async function ensureGoExecutable(program: GoProgram): Promise<GoExecutable> {
  const { title, name, version, minutes } = program;
  const folder = await buildOnce(join(cacheRoot(), `${name}-${version}`), (build) =>
    withProgress(
      process.stderr,
      `Building ${title} ${version} from its Go module, once, about ${minutes} minutes`,
      async (detail) => {
        try {
          await buildIn(build, program, detail);
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          throw new Error(
            `${title} cannot be built; it needs Go ${program.go} or newer on PATH (https://go.dev/dl) and a Go module proxy\n${reason}`,
          );
        }
      },
    ),
  );
  const sha256 = readFileSync(join(folder, `${name}.sha256`), "utf8").trim();
  return { binary: join(folder, name), version, sha256 };
}

async function buildIn(build: string, program: GoProgram, detail: (text: string) => void): Promise<void> {
  const { name, module, moduleVersion, tags = [] } = program;
  await program.prepare?.();
  detail("downloading");
  const { go } = await goModule(build, module, moduleVersion);
  detail("compiling");
  const binary = join(build, name);
  const options = ["-trimpath", "-ldflags", "-s -w", ...(tags.length > 0 ? ["-tags", tags.join(",")] : [])];
  await go("build", ...options, "-o", binary, program.package ?? module);
  const sum = createHash("sha256").update(readFileSync(binary)).digest("hex");
  writeFileSync(join(build, `${name}.sha256`), `${sum}\n`);
  for (const file of ["go.mod", "go.sum"]) rmSync(join(build, file));
}
