import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { dyingWithUs, mustRun } from "./command";
import { withLock } from "./lock";
import type { Release } from "./names";
import { withProgress } from "../progress";

/** What a Debian cloud image has and a bundle may rely on. */
const PACKAGES = [
  "systemd",
  "systemd-sysv",
  "libpam-systemd",
  "dbus",
  "udev",
  "cloud-init",
  "netplan.io",
  "openssh-server",
  "sudo",
  "ca-certificates",
  "python3",
  "iproute2",
  "procps",
  "netbase",
];

/** What has to be unique on every host, and so must not be in an image. */
const CUSTOMIZE = [
  'rm -f "$1"/etc/ssh/ssh_host_*',
  // Empty, not absent: systemd then makes one at each host's first boot.
  ': >"$1"/etc/machine-id',
  'rm -f "$1"/etc/hostname "$1"/var/lib/dbus/machine-id',
];

function mmdebstrapArgv(release: Release, target: string): string[] {
  return [
    "mmdebstrap",
    "--quiet",
    "--variant=minbase",
    "--format=tar",
    `--include=${PACKAGES.join(",")}`,
    '--aptopt=Acquire::Languages "none"',
    ...CUSTOMIZE.map((hook) => `--customize-hook=${hook}`),
    release,
    target,
  ];
}

/** Folder for what is expensive to make and the same for every checkout: `$XDG_CACHE_HOME/portcullis`. */
export function cacheDirectory(): string {
  const cache = process.env.XDG_CACHE_HOME;
  return join(cache ? cache : join(homedir(), ".cache"), "portcullis");
}

/** Where a release's image is cached; the name changes with the recipe. */
export function baseImagePath(release: Release): string {
  const recipe = createHash("sha256")
    .update(mmdebstrapArgv(release, "").join("\0"))
    .digest("hex")
    .slice(0, 12);
  return join(cacheDirectory(), `host-image-${release}-${recipe}.tar`);
}

/**
 * Makes sure of a release's base image, a tar archive; built once (half a minute) and cached.
 *
 * @returns its path.
 * @throws Error with mmdebstrap's own message when it cannot be built.
 */
export async function ensureBaseImage(release: Release): Promise<string> {
  const image = baseImagePath(release);
  if (existsSync(image)) return image;
  return withLock(image, async () => {
    if (existsSync(image)) return image;
    const work = `${image}.build`;
    rmSync(work, { recursive: true, force: true });
    mkdirSync(join(work, "tmp"), { recursive: true });
    try {
      // The build dies with this process, with its processes and mounts: nothing of a killed build goes on.
      const apart = ["unshare", "--pid", "--fork", "--kill-child=KILL", "--mount", "--mount-proc", "--"];
      const target = join(work, "image.tar");
      await withProgress(process.stderr, `Building the ${release} host image`, () =>
        mustRun(dyingWithUs([...apart, ...mmdebstrapArgv(release, target)]), {
          env: { ...process.env, TMPDIR: join(work, "tmp"), LC_ALL: "C.UTF-8" },
        }),
      );
      renameSync(target, image);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
    return image;
  });
}
