import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./projectRoot";

/** The Pulumi release that is fetched or built where no good enough one is on PATH. The same as the Node SDK's. */
export const PULUMI_VERSION = "3.259.0";

/**
 * The oldest Pulumi CLI that is taken from PATH. Since 3.221.0 policy packs are run through the language host's plugin
 * support (Pulumi's changelog), which is the only way that is tested here.
 */
export const MINIMUM_PULUMI_VERSION = "3.221.0";

/** The Go release that Pulumi's go.mod asks for. */
export const PULUMI_GO_VERSION = "1.25.11";

/** The plugins that Portcullis's stacks need and for which stand-ins exist. */
export const PLUGIN_NAMES = ["command", "tls"] as const;

/** Name of a plugin, as in `pulumi-resource-NAME`. */
export type PluginName = (typeof PLUGIN_NAMES)[number];

/** Whether version `a` (`1.2.3`, a leading `v`, a suffix behind `-` are allowed) is at least version `b`. */
export function atLeast(a: string, b: string): boolean {
  const parts = (version: string): number[] =>
    version.replace(/^v/, "").split(/[-+]/)[0]!.split(".").map(Number);
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** The plugin version that the installed SDK package asks the engine for, such as `1.2.1` for `command`. */
export function pluginVersion(name: string): string {
  const manifest = join(projectRoot(), "node_modules", "@pulumi", name, "package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { pulumi: { version: string } }).pulumi.version;
}
