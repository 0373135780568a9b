import { lstatSync, mkdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { findOnPath, isExecutable } from "./findOnPath";
import { writeLauncher } from "./launcher";
import { run } from "./process";
import { compiledArgv } from "./projectRoot";
import { withProgress, type ProgressStream } from "../progress";
import { rememberUnreachable, vendorSiteReachable } from "./vendorSite";
import { PLUGIN_NAMES, pluginVersion, type PluginName } from "./versions";

/** Limit for downloading one plugin, in seconds. */
const DOWNLOAD_LIMIT_S = 120;

/** Where the engine looks for a plugin of exactly the version that the SDK asks for. */
export function installedAt(home: string, name: string): string {
  return join(home, "plugins", `resource-${name}-v${pluginVersion(name)}`, `pulumi-resource-${name}`);
}

/** The real plugin's executable if Pulumi can find it without downloading. */
function realPlugin(home: string, name: PluginName): string | undefined {
  const installed = installedAt(home, name);
  return isExecutable(installed) ? installed : findOnPath(`pulumi-resource-${name}`);
}

/**
 * Which plugins have to be replaced by stand-ins: those that are neither installed nor can be downloaded. What can be
 * downloaded is downloaded here.
 *
 * @param cli - path of the Pulumi CLI
 * @param home - the user's own Pulumi folder
 */
export async function missingPlugins(
  cli: string,
  home: string,
  stream: ProgressStream,
): Promise<PluginName[]> {
  const missing = PLUGIN_NAMES.filter((name) => realPlugin(home, name) === undefined);
  for (const [index, name] of missing.entries()) {
    if (!(await vendorSiteReachable())) return missing.slice(index);
    const version = pluginVersion(name);
    const { code } = await withProgress(stream, `Downloading Pulumi's plugin ${name} ${version}`, () =>
      run(cli, ["plugin", "install", "resource", name, version], {
        env: { ...process.env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" },
        limitSeconds: DOWNLOAD_LIMIT_S,
      }),
    );
    if (code !== 0) rememberUnreachable();
  }
  return missing.filter((name) => realPlugin(home, name) === undefined);
}

/** Points `path` at `target`, whatever stood there before. */
function linkTo(target: string, path: string): void {
  mkdirSync(join(path, ".."), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  rmSync(temporary, { force: true });
  symlinkSync(target, temporary);
  renameSync(temporary, path);
}

/**
 * Fills a Pulumi home folder of our own, so that the user's never contains a stand-in and the engine finds each plugin
 * in the version that it looks for (from PATH it would work too, with a warning for each).
 *
 * @param home - the folder to fill
 * @param standIns - plugins to be replaced by stand-ins
 * @param real - path of the real executable of every other plugin
 */
export function installPlugins(
  home: string,
  standIns: readonly PluginName[],
  real: (name: PluginName) => string | undefined,
): void {
  for (const name of PLUGIN_NAMES) {
    const path = installedAt(home, name);
    if (standIns.includes(name)) {
      // A link left by an earlier run would make the launcher overwrite what it points at.
      if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(path);
      writeLauncher(path, compiledArgv(`local/plugins/${name}/main.ts`));
      continue;
    }
    const executable = real(name);
    if (executable !== undefined) linkTo(executable, path);
  }
}

/**
 * The real plugins' executables in a folder.
 *
 * @throws when one of them is not there
 */
export function pluginsIn(folder: string): (name: PluginName) => string {
  return (name) => {
    const path = resolve(folder, `pulumi-resource-${name}`);
    if (!isExecutable(path)) throw new Error(`${path} is missing or not executable`);
    return path;
  };
}

/** The real plugins that Pulumi finds in `home` or on PATH. */
export function pluginsFoundBy(home: string): (name: PluginName) => string | undefined {
  return (name) => realPlugin(home, name);
}
