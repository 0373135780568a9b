import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { elasticsearchUnit } from "../../../../components/logging/elasticsearch/paths";
import { mustRun } from "../../../../local/hosts";
import { installMissingPackages } from "../../../../local/hosts/requirements";
import type { LocalHost } from "../../support";

/**
 * Lets nodes of a cluster start on a machine that allows no process the 65,535 open files that they insist on, and that
 * does not let root change it: they are told so. A host of its own gives them what the unit asks for.
 */
export async function liftFileLimit(hosts: readonly LocalHost[]): Promise<void> {
  const hard = Number((await mustRun(["sh", "-c", "ulimit -H -n"])).trim());
  if (!(hard < 65535)) return;
  await installMissingPackages({ gcc: "gcc", "/usr/include/stdlib.h": "libc6-dev" });
  const folder = mkdtempSync(join(tmpdir(), "portcullis-file-limit-"));
  try {
    const library = join(folder, "file-limit.so");
    await mustRun(["gcc", "-shared", "-fPIC", "-O2", "-o", library, join(__dirname, "fileLimit.c"), "-ldl"]);
    for (const { rootDir } of hosts) {
      copyFileSync(library, join(rootDir, "usr/local/lib/file-limit.so"));
      const dropIns = join(rootDir, `etc/systemd/system/${elasticsearchUnit}.d`);
      mkdirSync(dropIns, { recursive: true });
      writeFileSync(
        join(dropIns, "file-limit.conf"),
        "[Service]\nEnvironment=LD_PRELOAD=/usr/local/lib/file-limit.so\n",
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
