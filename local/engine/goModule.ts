import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./process";

/** A Go module of our own that builds what another one holds. */
export interface GoModule {
  /** Runs `go` there, and gives what it prints. Throws with the last lines of what it says where it fails. */
  go: (...args: string[]) => Promise<string>;
  /** Folder with the sources of the other module. */
  sources: string;
}

/**
 * Makes a Go module in `folder` that takes over the go.mod and go.sum of another: the very versions that its release was
 * made with. `go install` would refuse a module that replaces others.
 *
 * @param folder - an empty folder
 * @param module - path of the other module
 * @param version - its version, with the leading `v`
 * @param go - path of the Go tool. Default: the one on PATH
 * @throws Error where it cannot be downloaded
 */
export async function goModule(
  folder: string,
  module: string,
  version: string,
  go = "go",
): Promise<GoModule> {
  const env = { ...process.env, GOWORK: "off", GOFLAGS: "-mod=mod -buildvcs=false" };
  const inGo = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(go, args, { cwd: folder, env, limitSeconds: 1800 });
    if (code === 0) return stdout;
    const reason = (stderr || stdout).trim().split("\n").slice(-3).join(" / ");
    throw new Error(`\`go ${args[0]}\` says: ${reason}`);
  };
  writeFileSync(join(folder, "go.mod"), "module portcullis.invalid/build\n");
  const found = JSON.parse(await inGo("mod", "download", "-json", `${module}@${version}`)) as {
    GoMod: string;
    Dir: string;
  };
  copyFileSync(found.GoMod, join(folder, "go.mod"));
  copyFileSync(join(found.Dir, "go.sum"), join(folder, "go.sum"));
  await inGo("mod", "edit", "-module=portcullis.invalid/build", `-require=${module}@${version}`);
  return { go: inGo, sources: found.Dir };
}
