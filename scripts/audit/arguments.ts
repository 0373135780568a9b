import path from "node:path";
import { severities, type Severity } from "../../components/audit/severity";
import { suggest } from "../../components/model/suggest";
import { stackArguments } from "../stackArguments";

/** How an audit is asked for. */
export const usage = `npm run audit -- <stack> [--scanners all|none|KEY,…] [--install] [--full]
                      [--output folder] [--former report.json] [--fail-on ${severities.join("|")}]

Exit status: 0 nothing is open at or above --fail-on (medium), 1 something is, 2 there is no audit.`;

const options = {
  scanners: { type: "string", default: "all" },
  install: { type: "boolean", default: false },
  full: { type: "boolean", default: false },
  output: { type: "string" },
  former: { type: "string" },
  "fail-on": { type: "string", default: "medium" },
} as const;

/** What the command line asks for. */
export interface AuditArguments {
  readonly stack: string;
  /** Keys of the scanners that are run. */
  readonly scanners: readonly string[];
  /** Whether scanners that are missing are installed. */
  readonly install: boolean;
  /** Whether all ports are tried, and scanners may go as far as they can. */
  readonly full: boolean;
  /** Folder for the report. Default: one of its own for each audit. */
  readonly output?: string;
  /** Report that this one is compared with. Default: the newest of the stack. */
  readonly former?: string;
  /** Least severity that counts for the exit status. */
  readonly failOn: Severity;
}

/** Why there is no audit: what was asked for is not clear. */
export class UsageError extends Error {}

function scannersIn(text: string, known: readonly string[]): readonly string[] {
  if (text === "all") return known;
  if (text === "none") return [];
  const keys = text.split(",").map((key) => key.trim());
  const wrong = keys.find((key) => !known.includes(key));
  if (wrong === undefined) return keys;
  const near = suggest(wrong, known);
  throw new UsageError(
    `--scanners: there is no scanner ${wrong || "without a name"}; ${near ? `did you mean "${near}"?` : `there are ${known.join(", ")}, or all, or none`}`,
  );
}

/**
 * Reads the command line.
 *
 * @param known - keys of all scanners
 * @throws UsageError where it is none, with the usage
 */
export function readArguments(args: readonly string[], known: readonly string[]): AuditArguments {
  const wrong = (message: string): UsageError => new UsageError(`${message}\n${usage}`);
  const { stack, values } = stackArguments(args, options, wrong);
  const failOn = severities.find((one) => one === values["fail-on"]);
  if (!failOn) throw wrong(`--fail-on must be one of ${severities.join(", ")} (got ${values["fail-on"]})`);
  const { install, full, output, former } = values;
  return {
    stack,
    scanners: scannersIn(values.scanners, known),
    install,
    full,
    failOn,
    ...(output === undefined ? {} : { output: path.resolve(output) }),
    ...(former === undefined ? {} : { former: path.resolve(former) }),
  };
}
