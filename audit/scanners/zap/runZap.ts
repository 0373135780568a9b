import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type CommandResult, runCommand } from "../../../local/hosts/command";
import type { CallerHeader } from "../apis/callers";
import type { ApiTarget } from "../apis/targets";
import { withoutSecrets } from "../apis/withoutSecrets";
import { renderCallerSettings } from "./callerSettings";

/** What ZAP is run with. */
export interface ZapRun {
  /** Start of its command line, such as its start script. */
  readonly zap: readonly string[];
  /** The plan's file. */
  readonly plan: string;
  readonly target: ApiTarget;
  readonly headers: Readonly<Record<string, CallerHeader>>;
  /** Limit after which it is ended, in seconds. */
  readonly seconds: number;
}

/**
 * Runs a plan in a ZAP that knows nothing but it: with a home of its own in a private folder (`own`, which its maker
 * removes), where its session with all
 * requests and their tokens goes, and with no other names to resolve than the target's, so that nothing is asked of
 * anybody else. The tokens are in a file of that folder (`-configfile`), which only this user can read.
 *
 * ZAP itself does not verify certificates; what a site's certificate is worth is judged elsewhere.
 *
 * @returns what it printed, without secrets, and its exit code
 */
export async function runZap(
  { zap, plan, target, headers, seconds }: ZapRun,
  own: string,
): Promise<CommandResult> {
  const home = join(own, "home");
  const [settings, hosts] = [join(own, "callers.properties"), join(own, "hosts")];
  await mkdir(home, { mode: 0o700 });
  await writeFile(settings, renderCallerSettings(target, headers), { mode: 0o600 });
  await writeFile(hosts, `127.0.0.1 localhost\n${target.address} ${target.site}\n`);
  const { code, stdout, stderr } = await runCommand(
    [...zap, "-cmd", "-silent", "-dir", home, "-configfile", settings, "-autorun", plan],
    {
      cwd: own,
      env: { ...process.env, JAVA_TOOL_OPTIONS: `-Djdk.net.hosts.file=${hosts}` },
      limitSeconds: seconds,
    },
  );
  return { code, stdout: withoutSecrets(stdout, headers), stderr: withoutSecrets(stderr, headers) };
}
