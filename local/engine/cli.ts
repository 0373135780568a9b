import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { builtCli, buildCliFromGo } from "./cliFromGo";
import { downloadCli, downloadedCli } from "./cliFromNpm";
import { findOnPath } from "./findOnPath";
import { run } from "./process";
import type { ProgressStream } from "../progress";
import { MINIMUM_PULUMI_VERSION, PULUMI_VERSION, atLeast } from "./versions";

/** A Pulumi command line tool that has been found, fetched or built. */
export interface Cli {
  /** Absolute path of the executable. */
  path: string;
  /** Its version without a leading `v`. */
  version: string;
  /** Whether the vendor's Node language host comes with it, beside it or on PATH. */
  hasLanguageHost: boolean;
}

/** Folder that Pulumi keeps plugins and credentials in: `$PULUMI_HOME`, or `~/.pulumi`. */
export function pulumiHome(): string {
  return process.env.PULUMI_HOME || join(homedir(), ".pulumi");
}

function describe(path: string, version: string): Cli {
  const searched = `${dirname(path)}:${process.env.PATH ?? ""}`;
  return { path, version, hasLanguageHost: findOnPath("pulumi-language-nodejs", searched) !== undefined };
}

/**
 * The Pulumi CLI on PATH, if it is new enough.
 *
 * @param say - is told why one that was found is not used
 */
export async function cliFromPath(say: (line: string) => void): Promise<Cli | undefined> {
  const path = findOnPath("pulumi");
  if (path === undefined) return undefined;
  const { code, stdout, stderr } = await run(path, ["version"], {
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    limitSeconds: 30,
  });
  const version = stdout.trim().replace(/^v/, "");
  if (code !== 0 || !/^\d+\.\d+\.\d+/.test(version)) {
    say(`${path} does not tell its version (${(stderr || stdout).trim().split("\n")[0] ?? ""}): not used`);
    return undefined;
  }
  if (!atLeast(version, MINIMUM_PULUMI_VERSION)) {
    say(
      `Pulumi ${version} (${path}) is too old, ${MINIMUM_PULUMI_VERSION} or newer is needed: getting ${PULUMI_VERSION}`,
    );
    return undefined;
  }
  return describe(path, version);
}

/**
 * A Pulumi CLI: from PATH, else one that an earlier call fetched or built, else fetched by the vendor's npm package,
 * else built from Go modules.
 *
 * @throws Error with one sentence that says what to install when none of the ways is open
 */
export async function findCli(stream: ProgressStream, say: (line: string) => void): Promise<Cli> {
  const onPath = await cliFromPath(say);
  if (onPath) return onPath;
  const path =
    downloadedCli(pulumiHome()) ??
    builtCli() ??
    (await downloadCli(pulumiHome(), stream)) ??
    (await buildCliFromGo(stream));
  return describe(path, PULUMI_VERSION);
}
