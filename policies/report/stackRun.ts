import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Rule } from "../core/rule";
import { positionOf } from "./document";
import { ReportProblem } from "./problem";
import { readRecord, RECORD } from "./record";
import type { Judged, Position } from "./report";

/** Folder of the pack: this file is compiled into dist/report. */
const PACK = join(__dirname, "../..");

interface Preview {
  steps?: { urn: string; newState?: { sourcePosition?: string } }[];
  diagnostics?: { message: string; severity: string }[];
}

function run(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", args, { env, stdio: ["ignore", "pipe", "pipe"] });
    const [out, err]: [string[], string[]] = [[], []];
    child.stdout.setEncoding("utf8").on("data", (text: string) => out.push(text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => err.push(text));
    child.on("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "ENOENT"
          ? new ReportProblem(
              "there is no pulumi on PATH: install it, or give the output of `pulumi preview --json`",
            )
          : error,
      ),
    );
    child.on("close", (code) => resolve({ code: code ?? -1, out: out.join(""), err: err.join("") }));
  });
}

function parsed(text: string): Preview {
  try {
    // The engine may say something before.
    return JSON.parse(text.slice(text.search(/^\{/m))) as Preview;
  } catch {
    return {};
  }
}

/** The stack's own file, for resources of whose place nothing is said: it is what their settings come from. */
function stackFile(stack: string): Position | undefined {
  const file = `Pulumi.${stack.slice(stack.lastIndexOf("/") + 1)}.yaml`;
  return existsSync(file) ? { file, line: 1 } : undefined;
}

/** What a preview of a stack gave. */
export interface StackRun {
  judgements: Judged[];
  positions: Map<string, Position>;
}

/**
 * Previews a stack of the project in this folder with the pack, which refuses nothing and records everything.
 *
 * @param stack name of the stack
 * @param rules the pack's rules
 * @param configuration file with the policy configuration
 * @throws ReportProblem where the preview fails
 */
export async function judgeStack(
  stack: string,
  rules: readonly Rule[],
  configuration: string | undefined,
): Promise<StackRun> {
  const folder = mkdtempSync(join(tmpdir(), "portcullis-policies-"));
  const record = join(folder, "judgements.jsonl");
  try {
    writeFileSync(record, "", { mode: 0o600 });
    const { code, out, err } = await run(
      [
        ...[
          "preview",
          "--json",
          "--show-sames",
          "--non-interactive",
          "--stack",
          stack,
          "--policy-pack",
          PACK,
        ],
        ...(configuration === undefined ? [] : ["--policy-pack-config", configuration]),
      ],
      { ...process.env, [RECORD]: record },
    );
    const { steps = [], diagnostics = [] } = parsed(out);
    if (code !== 0) {
      const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
      throw new ReportProblem(
        [`the preview of ${stack} failed:`, ...errors, err]
          .map((text) => text.trim())
          .join("\n")
          .trim(),
      );
    }
    const judgements = readRecord(record, rules);
    const fallback = stackFile(stack);
    const positions = steps.flatMap(({ urn, newState }) => {
      const position = positionOf(newState?.sourcePosition) ?? fallback;
      return position ? [[urn, position] as const] : [];
    });
    return { judgements, positions: new Map(positions) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
