import { readAsset } from "../assets";
import { packProgram } from "./pack";

/** The applier's parts, in the order in which they make one script. */
const parts = [
  "00-environment",
  "10-payload",
  "20-packages",
  "30-files",
  "40-services",
  "50-steps",
  "60-transaction",
  "70-trial",
  "80-commands",
  "99-main",
];

let script: string | undefined;

/** The applier: the POSIX shell script that runs on the host, without comments that only its readers here need. */
export function applierScript(): string {
  script ??= parts
    .map((part) => readAsset(`components/host/applier/${part}.sh`))
    .join("")
    .split("\n")
    .filter((line) => !/^\s*#/.test(line) || line.startsWith("#!"))
    .join("\n");
  return script;
}

/** The applier as it is sent: a few lines of shell that unpack and run it, by a process of the same id. */
export function packedApplier(): string {
  return [
    "#!/bin/sh",
    "set -eu; umask 077; a=${0%/*}/applier.$$",
    `sed -n 's/^#applier //p; /^#portcullis-bundle$/q' "$0" | base64 -d | gzip -dc >"$a"`,
    'exec /bin/sh "$a" "$@"',
    `#applier ${packProgram(applierScript())}`,
  ].join("\n");
}

/** What the applier can be asked to do with a bundle that is sent to it. */
export type ApplierCommand = "apply" | "confirm" | "destroy";

/**
 * The command line that receives the applier and a bundle on stdin and runs it as root.
 *
 * @param command - what to do
 * @param summary - lines shown behind it as comments, so that a preview tells what changes; never a secret
 */
export function applierCommandLine(command: ApplierCommand, summary: readonly string[] = []): string {
  // Short, as the provider repeats it in front of every error. $d holds the spool of this one run, readable by root alone.
  const receive = `umask 077; d=/run/portcullis; mkdir -p $d && cat >$d/in.$$ && exec /bin/sh $d/in.$$ ${command} $d/in.$$`;
  const run = `exec $(test "$(id -u)" = 0 || echo sudo -n) /bin/sh -c '${receive}'`;
  return [run, ...summary.map((line) => `# ${line}`)].join("\n");
}
