import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Engine, ensureEngine } from "../../local/engine";
import { buildOnce, cacheRoot } from "../../local/engine/cache";
import { projectRoot } from "../../local/engine/projectRoot";

/** Folder with the real plugins as xz archives, beside the checkout where somebody put it. */
const archives = resolve(projectRoot(), "../shared/plugins");

/** Why tests with the real plugins are skipped, where they are. */
export const realPluginsMissing = existsSync(archives) ? undefined : `${archives} does not exist`;

/** An engine to run the same tests with. */
export interface EngineChoice {
  /** Which plugins it has. */
  name: "stand-in" | "real";
  /** Makes the engine available. */
  ensure: () => Promise<Engine>;
}

/** Folder with the real plugins, unpacked once into the cache under a name that tells these archives from others. */
export function realPluginsFolder(): Promise<string> {
  const names = readdirSync(archives).filter((name) => name.endsWith(".xz"));
  const sizes = names.map((name) => `${name} ${statSync(join(archives, name)).size}`).join("\n");
  const key = createHash("sha256").update(sizes).digest("hex").slice(0, 12);
  return buildOnce(join(cacheRoot(), `real-plugins-${key}`), (folder) => {
    for (const name of names) {
      const plugin = openSync(join(folder, name.slice(0, -".xz".length)), "w", 0o755);
      try {
        execFileSync("xz", ["-dc", join(archives, name)], { stdio: ["ignore", plugin, "inherit"] });
      } finally {
        closeSync(plugin);
      }
    }
    return Promise.resolve();
  });
}

/** Both kinds of plugins; the real ones only where they are at hand, which a skipped test says. */
export function engines(): EngineChoice[] {
  const standIn: EngineChoice = { name: "stand-in", ensure: () => ensureEngine({ plugins: "stand-in" }) };
  if (realPluginsMissing) {
    test.skip(`with real plugins: ${realPluginsMissing}`, () => undefined);
    return [standIn];
  }
  const ensure = async (): Promise<Engine> =>
    ensureEngine({ plugins: "real", pluginDir: await realPluginsFolder() });
  return [standIn, { name: "real", ensure }];
}
