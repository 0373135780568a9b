import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mustRun } from "../../../local/hosts/command";

/** Where the distribution's package has Lynis on this machine. */
export const lynisPaths = {
  program: "/usr/sbin/lynis",
  data: "/usr/share/lynis",
  settings: "/etc/lynis",
} as const;

/** Lynis' shell scripts and lists as they are on this machine, as a compressed tar in Base64: it goes to hosts as text. */
export async function packLynis(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-lynis-"));
  try {
    const file = join(folder, "lynis.tar.gz");
    const { program, data, settings } = lynisPaths;
    await mustRun([
      ...["tar", "--create", "--gzip", "--file", file, "--owner=0", "--group=0"],
      ...["--directory", data, "include", "db"],
      ...["--directory", program.replace(/\/[^/]*$/, ""), "lynis"],
      ...["--directory", settings, "default.prf"],
    ]);
    return readFileSync(file, "base64");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
