import { rmSync } from "node:fs";
import { join } from "node:path";
import { buildOnce, cacheRoot } from "./cache";
import { findOnPath, isExecutable } from "./findOnPath";
import { goModule } from "./goModule";
import { run } from "./process";
import { withProgress, type ProgressStream } from "../progress";
import { PULUMI_GO_VERSION, PULUMI_VERSION, atLeast } from "./versions";

const CLI_MODULE = "github.com/pulumi/pulumi/pkg/v3";
const SDK_MODULE = "github.com/pulumi/pulumi/sdk/v3";

/** What someone can do who has no usable Go. */
const ALTERNATIVES =
  "or install the Pulumi CLI (https://www.pulumi.com/docs/install/) and have it on PATH, or allow access to get.pulumi.com";

function cacheFolder(): string {
  return join(cacheRoot(), `pulumi-${PULUMI_VERSION}`);
}

/** The CLI that an earlier call built, or undefined. */
export function builtCli(): string | undefined {
  const path = join(cacheFolder(), "pulumi");
  return isExecutable(path) ? path : undefined;
}

/** Throws unless Go is there in a version that can build Pulumi, or that can fetch one that can. */
async function requireGo(): Promise<string> {
  const go = findOnPath("go") ?? findOnPath("go", "/usr/local/go/bin");
  if (go === undefined) {
    throw new Error(
      `Pulumi can't be downloaded here and has to be built from Go modules: install Go ${PULUMI_GO_VERSION} or newer, ${ALTERNATIVES}.`,
    );
  }
  const { stdout } = await run(go, ["env", "GOVERSION", "GOTOOLCHAIN"]);
  const [version = "", toolchain = ""] = stdout.trim().replace(/^go/, "").split("\n");
  // From 1.21 on Go fetches the toolchain that a module asks for, unless it is told not to.
  const canFetch = atLeast(version, "1.21") && toolchain !== "local";
  if (!atLeast(version, PULUMI_GO_VERSION) && !canFetch) {
    throw new Error(
      `Pulumi ${PULUMI_VERSION} needs Go ${PULUMI_GO_VERSION} or newer to be built, ${go} is ${version}: install a newer Go, ${ALTERNATIVES}.`,
    );
  }
  return go;
}

/**
 * Builds Pulumi's CLI from Go modules, into the cache folder.
 *
 * @returns the CLI's path
 * @throws Error with one sentence: no usable Go, or the last line that Go printed
 */
export async function buildCliFromGo(stream: ProgressStream): Promise<string> {
  const go = await requireGo();
  const folder = await buildOnce(cacheFolder(), (build) =>
    withProgress(
      stream,
      `Building Pulumi ${PULUMI_VERSION} from Go modules, once, about 4 minutes`,
      async (detail) => {
        try {
          await buildIn(build, go, detail);
        } catch (error) {
          throw new Error(
            `Building Pulumi ${PULUMI_VERSION} from Go modules failed: ${(error as Error).message}`,
          );
        }
      },
    ),
  );
  return join(folder, "pulumi");
}

async function buildIn(build: string, goTool: string, detail: (text: string) => void): Promise<void> {
  detail("downloading");
  const { go } = await goModule(build, CLI_MODULE, `v${PULUMI_VERSION}`, goTool);
  // The release's own go.mod has the SDK beside it.
  await go("mod", "edit", `-dropreplace=${SDK_MODULE}`, `-require=${SDK_MODULE}@v${PULUMI_VERSION}`);
  await go("mod", "download", CLI_MODULE, SDK_MODULE);
  detail("compiling");
  const version = `-X ${SDK_MODULE}/go/common/version.Version=v${PULUMI_VERSION}`;
  const output = join(build, "pulumi");
  await go("build", "-trimpath", "-ldflags", `-s -w ${version}`, "-o", output, `${CLI_MODULE}/cmd/pulumi`);
  for (const file of ["go.mod", "go.sum"]) rmSync(join(build, file));
}
