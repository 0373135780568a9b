import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mustRun } from "../../../local/hosts";
import { typescriptArgv } from "../support";

/** A /run of its own, and a /sys that shows the new network namespace's links while control groups stay reachable. */
const PRIVATE_MOUNTS = `
set -e
if mountpoint -q /run/netns; then umount --recursive --lazy /run/netns; fi
mount -t tmpfs tmpfs /run
mkdir /run/control-groups
mount --rbind /sys/fs/cgroup /run/control-groups
mount -t sysfs sysfs /sys
mount --move /run/control-groups /sys/fs/cgroup
rmdir /run/control-groups
echo 0 >/proc/sys/net/ipv4/ip_forward
exec "$@"
`;

type Traces = Record<string, string[]>;

test("destroy leaves the machine as it was: processes, namespaces, mounts, links, rules, settings, folders", async () => {
  const stateDir = realpathSync(mkdtempSync(join(tmpdir(), "portcullis-test-")));
  try {
    // A machine apart, as far as these lists go: what other tests do at the same time doesn't show.
    const apart = ["unshare", "--net", "--pid", "--fork", "--kill-child", "--mount", "--mount-proc"];
    const step = typescriptArgv(join(__dirname, "steps/traces.ts"), stateDir);
    const output = await mustRun([...apart, "sh", "-c", PRIVATE_MOUNTS, "sh", ...step], {
      limitSeconds: 900,
    });
    const { before, during, after } = JSON.parse(output) as Record<"before" | "during" | "after", Traces>;
    // Each of the lists would show a leftover: while the environment is up, it differs.
    for (const [what, lines] of Object.entries(before))
      expect([what, during[what]]).not.toEqual([what, lines]);
    expect(after).toEqual(before);
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
});
