import { renderEdge } from "../../../components/edge/render";
import type { Bundle } from "../../../components/host/bundle";
import { type Platform, platforms } from "../../../components/host/platform";
import { renderLogShipper, renderShipperSource } from "../../../components/logging/shipper/render";
import type { LogDestination } from "../../../components/logging/shipper/shippedHost";
import { resolve } from "../../../components/model/resolve";
import type { LogShipper } from "../../../components/model/types";
import { ensureFilebeat } from "../../../local/filebeat";
import { serveExecutable } from "../../../local/serveExecutable";
import { asRoot, bring } from "../hardening/hosts";
import type { LocalHost, TestEnvironment } from "../support";

/** Name of the site at the edge. */
export const siteName = "api.example.test";

/** A host's platform. */
export function platformOf(host: LocalHost): Platform {
  return platforms[host.release === "bookworm" ? "debian-12" : "debian-13"];
}

/** Applies a bundle, or throws with what the host said. */
export async function apply(host: LocalHost, bundle: Bundle): Promise<void> {
  const { code, stderr } = await bring(host, bundle);
  if (code !== 0) throw new Error(stderr);
}

/** Runs shell text as root, and gives what it printed; throws where it fails. */
export async function root(host: LocalHost, command: string): Promise<string> {
  const { code, stdout, stderr } = await asRoot(host, command);
  if (code !== 0) throw new Error(`${command}: ${stderr}${stdout}`);
  return stdout;
}

/** An upstream that answers everything at once. */
const upstream = [
  "pid /run/upstream.pid;",
  "events {}",
  "http { access_log off; error_log stderr; keepalive_requests 1000000;",
  "  server { listen 127.0.0.1:8080; location / { return 200 ok; } } }",
].join("\n");

/** Puts nginx on a host, in front of a small upstream that answers everything, and what rotates its logs. */
export async function applyEdge(host: LocalHost): Promise<void> {
  const settings = resolve("edge", {
    sites: [{ names: [siteName], upstream: { url: "http://127.0.0.1:8080" } }],
    limits: { requestsPerSecond: 100_000, connections: 10_000 },
  });
  await apply(host, renderEdge(settings, platformOf(host)));
  await root(
    host,
    [
      `printf '%s' '${upstream}' >/run/upstream.conf`,
      "systemd-run --quiet --unit=upstream nginx -c /run/upstream.conf -g 'daemon off;'",
      "apt-get install -q -y --no-install-recommends logrotate >/dev/null 2>&1",
    ].join("\n"),
  );
}

/** Puts the shipper on a host. */
export async function applyShipper(
  { environment }: TestEnvironment,
  host: LocalHost,
  destination: LogDestination,
  settings: Partial<LogShipper> = {},
): Promise<void> {
  const build = await ensureFilebeat();
  const download = await serveExecutable(build, (await environment.bringUp()).gateway);
  try {
    const binary = { url: download.url, sha256: build.sha256, version: build.version };
    const resolved = resolve("logShipper", { binary, ...settings });
    await apply(host, renderShipperSource(resolved, platformOf(host)));
    const there = { hostName: host.name, namespace: "test", webServer: "nginx" } as const;
    await apply(host, renderLogShipper(resolved, there, destination, [siteName], platformOf(host)));
  } finally {
    await download.close();
  }
}
