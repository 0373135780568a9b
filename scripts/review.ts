// npm run review -- <stack> [--since 7d] [--format markdown|html] [--output file]: what the logs say, and what of it matters.
import { writeFileSync } from "node:fs";
import { loadStackFile } from "../components/model/environment";
import { resolve } from "../components/model/resolve";
import type { ResolvedLogReview } from "../components/model/types";
import { ensureEngine } from "../local/engine";
import { stackNamed, stackOutputs } from "../local/stack/stack";
import { logAccess } from "./review/access";
import { reviewPeriod } from "./review/period";
import { ReviewProblem } from "./review/problem";
import { type Review, review } from "./review/review";
import { stackArguments } from "./stackArguments";
import { stackFileNamed } from "./validate";

const usage = `npm run review -- <stack> [--since 7d] [--format markdown|html] [--output file]

Exit status: 0 nothing is above its threshold, 1 something is, 2 there is no review.`;

const options = {
  since: { type: "string", default: "7d" },
  format: { type: "string", default: "markdown" },
  output: { type: "string" },
} as const;

/** What the command line asks for. */
export interface ReviewArguments {
  stack: string;
  since: string;
  format: "markdown" | "html";
  /** File that the review is written to. Default: it is printed. */
  output?: string;
}

/**
 * Reads the command line.
 *
 * @throws ReviewProblem where it is none, with the usage, or asks for a time that cannot be reviewed
 */
export function readArguments(args: readonly string[]): ReviewArguments {
  const wrong = (message: string): ReviewProblem => new ReviewProblem(`${message}\n${usage}`);
  const { stack, values } = stackArguments(args, options, wrong);
  const { since, format, output } = values;
  if (format !== "markdown" && format !== "html")
    throw wrong(`--format must be markdown or html (got ${format})`);
  // Before the stack is asked, which may take a while.
  reviewPeriod(since, new Date());
  return { stack, since, format, output };
}

/** Thresholds of a stack, as its file says. */
function limitsOf(stack: string): ResolvedLogReview {
  const { logging } = loadStackFile(stackFileNamed(stack, process.cwd()));
  return logging?.review ?? resolve("logReview", {});
}

async function make({ stack, ...asked }: ReviewArguments): Promise<Review> {
  const limits = limitsOf(stack);
  // Reading a state needs no plugins: stand-ins are not looked for.
  const engine = await ensureEngine({ plugins: "real" });
  const access = logAccess(await stackOutputs(engine, stackNamed(stack)), stack);
  return review({ stack, access, limits, ...asked });
}

async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2));
  const { text, findings } = await make(asked);
  if (asked.output === undefined) process.stdout.write(text);
  else {
    writeFileSync(asked.output, text);
    console.log(`${asked.output}: ${findings.length === 0 ? "no findings" : `${findings.length} findings`}`);
  }
  return findings.length > 0 ? 1 : 0;
}

if (require.main === module) {
  main().then(
    (status) => (process.exitCode = status),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 2;
    },
  );
}
