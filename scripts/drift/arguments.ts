import { stackArguments } from "../stackArguments";

const usage = `npm run drift -- <stack> [--mend] [--json] [--cwd folder]

--mend  counts in the stack's settings file what the next \`pulumi up\` brings anew
--json  prints all results as JSON
--cwd   folder of another project's Pulumi.yaml

Exit status: 0 nothing differs, 1 something does, 2 a host could not be looked at.`;

const options = {
  mend: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  cwd: { type: "string" },
} as const;

/** What the command line asks for. */
export interface DriftArguments {
  readonly stack: string;
  readonly mend: boolean;
  readonly json: boolean;
  /** Folder of the project. Default: this one. */
  readonly cwd?: string;
}

/**
 * Reads the command line.
 *
 * @throws Error where it is none, with the usage
 */
export function readArguments(args: readonly string[]): DriftArguments {
  const wrong = (message: string): Error => new Error(`${message}\n${usage}`);
  const { stack, values } = stackArguments(args, options, wrong);
  const { mend, json, cwd } = values;
  return { stack, mend, json, ...(cwd !== undefined && { cwd }) };
}
