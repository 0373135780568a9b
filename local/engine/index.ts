import { createHash } from "node:crypto";
import { delimiter, dirname, join, resolve } from "node:path";
import { findCli, pulumiHome } from "./cli";
import { withLanguageHost } from "./withLanguageHost";
import { installPlugins, missingPlugins, pluginsFoundBy, pluginsIn } from "./plugins";
import type { ProgressStream } from "../progress";
import { projectRoot } from "./projectRoot";
import { PLUGIN_NAMES, type PluginName } from "./versions";

/** A Pulumi engine that is ready to be run. */
export interface Engine {
  /** Absolute path of the Pulumi CLI. */
  pulumi: string;
  /** Its version, such as `3.259.0`. */
  version: string;
  /** The whole environment to run it in: the caller's, with language host and plugins in reach. */
  env: NodeJS.ProcessEnv;
  /** Names of the plugins that are replaced by stand-ins; empty for everyone who can download the real ones. */
  standIns: string[];
}

/** How an engine is to be set up. Everything has a default. */
export interface EngineOptions {
  /**
   * `real`: never use stand-ins. `stand-in`: always use them. Default: the real plugins where Pulumi finds them or can
   * download them, else stand-ins.
   */
  plugins?: "real" | "stand-in";
  /** Folder with the real plugins' executables; only with `plugins: "real"`. Default: where Pulumi looks itself. */
  pluginDir?: string;
  /** Folder for launchers and the Pulumi home of our own. Default: `.portcullis/engine` in the checkout. */
  stateDir?: string;
  /** Where progress and notices go. Default: standard error. */
  stream?: ProgressStream;
}

/** Pulumi home for a choice of plugins; one for each choice, so that runs side by side don't change each other's. */
function homeFor(stateDir: string, standIns: readonly PluginName[], pluginDir: string | undefined): string {
  const key = JSON.stringify([standIns, pluginDir && resolve(pluginDir)]);
  return join(stateDir, `home-${createHash("sha256").update(key).digest("hex").slice(0, 8)}`);
}

/**
 * Makes a Pulumi engine available and says how to run it. The CLI comes from PATH, from the vendor's npm package, or
 * from Go modules; plugins are the real ones, or stand-ins where those can't be had. What is fetched or built is kept
 * outside the checkout, so that a second call costs milliseconds.
 *
 * @throws Error with one sentence that says what is missing and how to mend it
 */
export async function ensureEngine(options: EngineOptions = {}): Promise<Engine> {
  const stream = options.stream ?? process.stderr;
  const say = (line: string): void => void stream.write(`${line}\n`);
  const stateDir = options.stateDir ?? join(projectRoot(), ".portcullis", "engine");
  if (options.pluginDir !== undefined && options.plugins !== "real") {
    throw new Error(`pluginDir holds real plugins: give plugins: "real" with it`);
  }

  const cli = await findCli(stream, say);
  const userHome = pulumiHome();
  const standIns =
    options.plugins === "real"
      ? []
      : options.plugins === "stand-in"
        ? [...PLUGIN_NAMES]
        : await missingPlugins(cli.path, userHome, stream);

  const pulumi = cli.hasLanguageHost ? cli.path : withLanguageHost(cli.path, join(stateDir, "bin"));
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PATH: [dirname(pulumi), process.env.PATH ?? ""].join(delimiter),
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  if (standIns.length > 0 || options.pluginDir !== undefined) {
    const home = homeFor(stateDir, standIns, options.pluginDir);
    installPlugins(
      home,
      standIns,
      options.pluginDir ? pluginsIn(options.pluginDir) : pluginsFoundBy(userHome),
    );
    env.PULUMI_HOME = home;
    // A plugin that is not there is reported at once, rather than after several attempts to download it.
    env.PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION = "true";
  }
  if (standIns.length > 0 && options.plugins === undefined) {
    say(
      `Pulumi's plugin site can't be reached: using Portcullis's stand-ins for ${standIns.join(" and ")}, made for this local environment only`,
    );
  }
  return { pulumi, version: cli.version, env, standIns };
}
