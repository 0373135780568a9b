import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheRoot } from "./cache";

/** Pulumi's download site, for the CLI and for plugins. */
const SITE = "https://get.pulumi.com/";

/** How long the site may take to answer, in seconds. */
const PROBE_LIMIT_S = 3;

/** How long "can't be reached" is believed, in milliseconds: one day. */
const REMEMBERED_MS = 24 * 60 * 60 * 1000;

function memory(): string {
  return join(cacheRoot(), "pulumi-site-unreachable");
}

function recentlyUnreachable(): boolean {
  try {
    const age = Date.now() - Number(readFileSync(memory(), "utf8"));
    return age >= 0 && age < REMEMBERED_MS;
  } catch {
    return false;
  }
}

/** Remembers for a day that nothing can be downloaded from Pulumi's site. */
export function rememberUnreachable(): void {
  mkdirSync(dirname(memory()), { recursive: true });
  writeFileSync(memory(), String(Date.now()));
}

/**
 * Whether Pulumi's download site can be reached. A "no" is remembered for a day in the cache folder
 * (`pulumi-site-unreachable`; delete it to ask again at once). Behind a proxy the answer is yes without asking: Pulumi
 * itself goes through proxies, Node's fetch does not.
 */
export async function vendorSiteReachable(): Promise<boolean> {
  if (recentlyUnreachable()) return false;
  if (process.env.HTTPS_PROXY || process.env.https_proxy) return true;
  try {
    await fetch(SITE, {
      method: "HEAD",
      redirect: "manual",
      signal: AbortSignal.timeout(PROBE_LIMIT_S * 1000),
    });
    return true;
  } catch {
    rememberUnreachable();
    return false;
  }
}
