import { spawnSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";

/** A program that tests and benchmarks call, and the Debian package that has it. */
const needed: Readonly<Record<string, string>> = {
  "/usr/bin/shellcheck": "shellcheck",
  "/usr/sbin/sshd": "openssh-server",
  "/usr/bin/curl": "curl",
  "/usr/bin/openssl": "openssl",
  "/usr/bin/xz": "xz-utils",
  "/usr/bin/git": "git",
  "/usr/bin/wrk": "wrk",
  "/usr/bin/chromium": "chromium",
};

const startPolicy = "/usr/sbin/policy-rc.d";

function run(command: string, ...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
}

/**
 * Installs what tests call and this machine lacks. No service is started: the tests run an SSH server of their own.
 *
 * @returns the packages that are missing still, where they cannot be installed
 */
export function ensureTools(): string[] {
  const missing = Object.keys(needed).filter((program) => !existsSync(program));
  if (spawnSync("python3", ["-m", "pip", "--version"], { stdio: "ignore" }).status !== 0)
    missing.push("python3-pip");
  const packages = missing.map((program) => needed[program] ?? program);
  if (packages.length === 0) return [];
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return packages;
  console.log(`Installing ${packages.join(", ")}, which the tests call…`);
  const ours = !existsSync(startPolicy);
  if (ours) writeFileSync(startPolicy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    const options = ["-qq", "-o", "DPkg::Lock::Timeout=120", "--no-install-recommends"];
    const installed =
      run("apt-get", ...options, "update") && run("apt-get", ...options, "-y", "install", ...packages);
    if (installed && packages.includes("openssh-server") && existsSync("/run/systemd/system")) {
      run("systemctl", "disable", "ssh.service");
    }
    return installed ? [] : packages;
  } finally {
    if (ours) rmSync(startPolicy, { force: true });
  }
}
