import { copyFileSync, writeFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildOnce, cacheRoot } from "./cache";
import { findOnPath, isExecutable } from "./findOnPath";
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
 * Builds Pulumi's CLI from Go modules, into the cache folder. `go install` refuses modules with replace directives, so
 * the build happens in a module of our own, which takes over Pulumi's go.mod and go.sum: the very versions of all
 * dependencies that the release was made with.
 *
 * @returns the CLI's path
 * @throws Error with one sentence: no usable Go, or the last line that Go printed
 */
export async function buildCliFromGo(stream: ProgressStream): Promise<string> {
  const go = await requireGo();
  const env = { ...process.env, GOWORK: "off", GOFLAGS: "-mod=mod -buildvcs=false" };
  const folder = await buildOnce(cacheFolder(), (build) =>
    withProgress(
      stream,
      `Building Pulumi ${PULUMI_VERSION} from Go modules, once, about 4 minutes`,
      async (detail) => {
        const inGo = async (args: string[]): Promise<string> => {
          const { code, stdout, stderr } = await run(go, args, { cwd: build, env });
          if (code === 0) return stdout;
          const reason = (stderr || stdout).trim().split("\n").slice(-3).join(" / ");
          throw new Error(
            `Building Pulumi ${PULUMI_VERSION} from Go modules failed: \`go ${args[0]}\` says: ${reason}`,
          );
        };
        detail("downloading");
        writeFileSync(join(build, "go.mod"), "module portcullis.invalid/pulumi\n");
        const module = JSON.parse(
          await inGo(["mod", "download", "-json", `${CLI_MODULE}@v${PULUMI_VERSION}`]),
        ) as {
          GoMod: string;
          Dir: string;
        };
        copyFileSync(module.GoMod, join(build, "go.mod"));
        copyFileSync(join(module.Dir, "go.sum"), join(build, "go.sum"));
        await inGo([
          "mod",
          "edit",
          "-module=portcullis.invalid/pulumi",
          `-dropreplace=${SDK_MODULE}`,
          `-require=${SDK_MODULE}@v${PULUMI_VERSION}`,
          `-require=${CLI_MODULE}@v${PULUMI_VERSION}`,
        ]);
        await inGo(["mod", "download", CLI_MODULE, SDK_MODULE]);
        detail("compiling");
        await inGo([
          "build",
          "-trimpath",
          "-ldflags",
          `-s -w -X ${SDK_MODULE}/go/common/version.Version=v${PULUMI_VERSION}`,
          "-o",
          join(build, "pulumi"),
          `${CLI_MODULE}/cmd/pulumi`,
        ]);
        for (const file of ["go.mod", "go.sum"]) rmSync(join(build, file));
      },
    ),
  );
  return join(folder, "pulumi");
}
