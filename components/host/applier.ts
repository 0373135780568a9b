import { gzipSync, strToU8 } from "fflate";
import { readAsset } from "../assets";

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

let packed: string | undefined;

/**
 * The applier as it is sent: a few lines of shell that unpack and run it, by a process of the same id. The engine copies,
 * compares and logs each bundle's text many times over, so that its size is felt in every preview. The compression is
 * plain JavaScript, as what Node's own gives differs between processors, and each difference would change every bundle.
 */
export function packedApplier(): string {
  packed ??= [
    "#!/bin/sh",
    "set -eu; umask 077; a=${0%/*}/applier.$$",
    `sed -n 's/^#applier //p; /^#portcullis-bundle$/q' "$0" | base64 -d | gzip -dc >"$a"`,
    'exec /bin/sh "$a" "$@"',
    `#applier ${Buffer.from(gzipSync(strToU8(applierScript()), { level: 9, mtime: 0 })).toString("base64")}`,
  ].join("\n");
  return packed;
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
