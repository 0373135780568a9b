import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun } from "./command";
import { withLock } from "./lock";
import { withProgress } from "../progress";

/** A program (or file) that local hosts need, and the Debian package that has it. */
const NEEDED: Readonly<Record<string, string>> = {
  "systemd-nspawn": "systemd-container",
  mmdebstrap: "mmdebstrap",
  nft: "nftables",
  ip: "iproute2",
  nsenter: "util-linux",
  sysctl: "procps",
  ssh: "openssh-client",
  xz: "xz-utils",
  tar: "tar",
  "/usr/share/keyrings/debian-archive-keyring.gpg": "debian-archive-keyring",
};

const INSTEAD =
  "bring your own host instead: set its address, user and key in Pulumi.<stack>.yaml and run pulumi up";

function present(program: string): boolean {
  if (program.startsWith("/")) return existsSync(program);
  return ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"].some((folder) =>
    existsSync(join(folder, program)),
  );
}

/**
 * Debian packages that are needed and missing on this machine.
 *
 * @param needed - packages by a program or file of theirs. Default: what local hosts need
 */
export function missingPackages(
  isPresent: (program: string) => boolean = present,
  needed: Readonly<Record<string, string>> = NEEDED,
): string[] {
  return Object.entries(needed)
    .filter(([program]) => !isPresent(program))
    .map(([, debianPackage]) => debianPackage);
}

/**
 * Why this machine cannot run local hosts, or `undefined` when it can.
 *
 * @param uid the caller's user id.
 * @param osRelease text of /etc/os-release; empty when there is none.
 */
export function unsupportedReason(platform: string, uid: number, osRelease: string): string | undefined {
  if (platform !== "linux") return `Local hosts need Linux (this is ${platform}); ${INSTEAD}.`;
  const family = osRelease
    .split("\n")
    .filter((line) => /^ID(_LIKE)?=/.test(line))
    .join(" ");
  if (!/\b(debian|ubuntu)\b/.test(family)) return `Local hosts need Debian or Ubuntu; ${INSTEAD}.`;
  if (uid !== 0) return `Local hosts need root (try sudo); or ${INSTEAD}.`;
  return undefined;
}

/**
 * Makes sure that this machine can run local hosts; installs missing packages with apt.
 *
 * @throws Error with one sentence on what to do instead where it cannot.
 */
export async function ensureLocalRequirements(): Promise<void> {
  const osRelease = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  const reason = unsupportedReason(process.platform, process.getuid?.() ?? -1, osRelease);
  if (reason !== undefined) throw new Error(reason);
  await installMissingPackages(NEEDED);
}

/**
 * Installs with apt what is missing on this machine; needs root where something is.
 *
 * @param needed - Debian packages by a program or file of theirs
 * @throws Error with apt's message where that fails
 */
export async function installMissingPackages(needed: Readonly<Record<string, string>>): Promise<void> {
  if (missingPackages(present, needed).length === 0) return;
  await withLock("the installation of packages for local hosts", async () => {
    const packages = missingPackages(present, needed);
    if (packages.length === 0) return;
    await withProgress(process.stderr, `Installing ${packages.join(", ")}`, async () => {
      const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
      const wait = ["-o", "DPkg::Lock::Timeout=120"];
      await mustRun(["apt-get", "update", "-q", ...wait], { env });
      await mustRun(["apt-get", "install", "-q", "-y", "--no-install-recommends", ...wait, ...packages], {
        env,
      });
    });
  });
}
