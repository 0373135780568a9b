import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { renderKongSource } from "../../../components/gateway/kong/source";
import type { ResolvedGatewayKong } from "../../../components/model/types";
import { send } from "../bundle/direct";
import { hostExec, type LocalHost } from "../support";

/** Where a Kong for the tests is. */
export type KongSource =
  /** Its Debian package. */
  | { deb: string }
  /** Installed on this machine. */
  | { installed: string };

/** What to do where there is none. */
export const howToGetKong =
  "no Kong was found: put `kong` 3.9 on PATH (at /usr/local, as its packages do), or its Debian package for bookworm, kong_3.9.x_amd64.deb, into ../shared/kong";

const debFolder = resolve("../shared/kong");

/** Looks for a Kong: a Debian package in ../shared/kong, or `kong` on PATH. */
export function findKong(): KongSource | undefined {
  const debs = existsSync(debFolder) ? readdirSync(debFolder).filter((name) => name.endsWith(".deb")) : [];
  if (debs.length > 0) return { deb: join(debFolder, debs.sort().at(-1)!) };
  const kong = (process.env.PATH ?? "")
    .split(":")
    .map((folder) => join(folder, "kong"))
    .find((file) => existsSync(file));
  return kong === undefined ? undefined : { installed: kong };
}

/** What Kong's packages put on a machine (build/package/nfpm.yaml). */
const installedFiles = [
  "usr/local/bin/kong",
  "usr/local/kong",
  "usr/local/lib/lua",
  "usr/local/lib/luarocks",
  "usr/local/openresty",
  "usr/local/share/lua",
];

/**
 * Brings Kong to a host: the package by the bundle that brings it anywhere, the machine's own Kong by a copy.
 *
 * @returns the settings that say where it came from
 */
export async function bringKong(source: KongSource, host: LocalHost): Promise<ResolvedGatewayKong> {
  if ("deb" in source) {
    const sha256 = createHash("sha256").update(readFileSync(source.deb)).digest("hex");
    const folder = join(host.rootDir, "opt");
    mkdirSync(folder, { recursive: true });
    copyFileSync(source.deb, join(folder, "kong.deb"));
    const settings: ResolvedGatewayKong = { archive: { url: "file:///opt/kong.deb", sha256 } };
    const { code, stderr } = await send(host, "apply", renderKongSource(settings));
    if (code !== 0) throw new Error(stderr);
    return settings;
  }
  if (source.installed !== "/usr/local/bin/kong")
    throw new Error(`${source.installed} is not where Kong's packages put it, /usr/local/bin/kong`);
  const files = installedFiles.filter((file) => existsSync(`/${file}`));
  execFileSync("sh", ["-euc", 'tar -C / -cf - "$@" | tar -C "$0" -xpf -', host.rootDir, ...files]);
  const prepare = [
    "apt-get -qq update",
    "DEBIAN_FRONTEND=noninteractive apt-get -qq -y install perl libyaml-0-2 zlib1g",
    "useradd --system --user-group --shell /usr/sbin/nologin kong",
    "install -d /etc/kong",
  ].join(" && ");
  const { code, stderr } = await hostExec(host, ["sh", "-c", prepare]);
  if (code !== 0) throw new Error(stderr);
  return { archive: { url: "file:///opt/kong.deb", sha256: "0".repeat(64) } };
}
