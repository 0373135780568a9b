import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { BundleFile } from "../../../../components/host/bundle";

/** Section [Service] of Debian 12's own units, as far as it is a sandbox, for those that bundles add to. */
const distribution: Readonly<Record<string, readonly string[]>> = {
  "nginx.service": [],
  "apache2.service": ["PrivateTmp=true"],
  "fail2ban.service": [],
  "redis-server.service": [
    "User=redis",
    "UMask=007",
    "CapabilityBoundingSet=",
    "LockPersonality=true",
    "MemoryDenyWriteExecute=true",
    "NoNewPrivileges=true",
    "PrivateDevices=true",
    "PrivateTmp=true",
    "PrivateUsers=true",
    "ProtectClock=true",
    "ProtectControlGroups=true",
    "ProtectHome=true",
    "ProtectHostname=true",
    "ProtectKernelLogs=true",
    "ProtectKernelModules=true",
    "ProtectKernelTunables=true",
    "ProtectSystem=strict",
    "RemoveIPC=true",
    "RestrictNamespaces=true",
    "RestrictRealtime=true",
    "RestrictSUIDSGID=true",
  ],
};

/**
 * What `systemd-analyze security` says of services, without starting any.
 *
 * @param files - the files of their units
 * @param services - their names
 * @returns how much each is exposed
 */
export function measureExposure(
  files: readonly BundleFile[],
  services: readonly string[],
): Record<string, number> {
  const root = mkdtempSync(path.join(os.tmpdir(), "units-"));
  const place = (file: string, content: string): void => {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  };
  try {
    for (const [unit, lines] of Object.entries(distribution))
      place(`/usr/lib/systemd/system/${unit}`, ["[Service]", "ExecStart=/bin/true", ...lines, ""].join("\n"));
    for (const file of files) if (file.path.startsWith("/etc/systemd/")) place(file.path, file.content);
    return Object.fromEntries(services.map((service) => [service, exposure(root, service)]));
  } finally {
    rmSync(root, { recursive: true });
  }
}

function exposure(root: string, service: string): number {
  const unit = service.replace("@.", "@instance.");
  const said = execFileSync(
    "systemd-analyze",
    ["security", "--offline=true", `--root=${root}`, "--no-pager", unit],
    { encoding: "utf8" },
  );
  return Number(/Overall exposure level for .*: ([\d.]+) /.exec(said)![1]);
}
