import { join } from "node:path";
import { isExecutable } from "./findOnPath";
import { run } from "./process";
import { withProgress, type ProgressStream } from "../progress";
import { vendorSiteReachable } from "./vendorSite";
import { PULUMI_VERSION } from "./versions";

/** Limit for downloading and unpacking the vendor's archive, in seconds. */
const DOWNLOAD_LIMIT_S = 600;

function installedAt(pulumiHome: string): string {
  // Where the vendor's npm package and Pulumi's Automation API both keep downloaded releases.
  return join(pulumiHome, "versions", PULUMI_VERSION, "bin", "pulumi");
}

/** The CLI that the vendor's npm package downloaded earlier, or undefined. */
export function downloadedCli(pulumiHome: string): string | undefined {
  const path = installedAt(pulumiHome);
  return isExecutable(path) ? path : undefined;
}

/**
 * Downloads the CLI with the vendor's npm package `pulumi`, which fetches the release with its language hosts from
 * Pulumi's site.
 *
 * @returns the CLI's path; undefined where the site can't be reached
 */
export async function downloadCli(pulumiHome: string, stream: ProgressStream): Promise<string | undefined> {
  if (!(await vendorSiteReachable())) return undefined;
  const finished = await withProgress(stream, `Downloading Pulumi ${PULUMI_VERSION}`, () =>
    run("npm", ["exec", "--yes", `--package=pulumi@${PULUMI_VERSION}`, "--", "pulumi", "version"], {
      env: { ...process.env, PULUMI_HOME: pulumiHome, PULUMI_VERSION, PULUMI_SKIP_UPDATE_CHECK: "true" },
      limitSeconds: DOWNLOAD_LIMIT_S,
    }),
  );
  return finished.code === 0 ? downloadedCli(pulumiHome) : undefined;
}
