import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Judge } from "../core/judge";
import type { Rule } from "../core/rule";
import { setStackInfo } from "../core/wire";
import { readConfiguration } from "./configuration";
import { readDocument } from "./document";
import { junit } from "./junit";
import { matrix } from "./matrix";
import { ReportProblem } from "./problem";
import { count, type Report, reportOn } from "./report";
import { sarif } from "./sarif";
import { judgeStack } from "./stackRun";
import { table } from "./table";

const USAGE = `portcullis-policies <stack | file.json> [options]

  <stack>              name of a stack of the project in this folder: it is previewed
  <file.json>          output of \`pulumi preview --json --show-sames\` or \`pulumi stack export\`
  --config FILE        policy configuration, as for \`pulumi preview --policy-pack-config\`
  --stack-name NAME    name to take levels for, for a file; default: the stack's own
  --sarif FILE         writes SARIF 2.1.0
  --junit FILE         writes JUnit XML
  --markdown FILE      writes the compliance matrix

Exit status: 0 nothing mandatory is violated, 1 something is, 2 there is no report.`;

const OPTIONS = {
  config: { type: "string" },
  "stack-name": { type: "string" },
  sarif: { type: "string" },
  junit: { type: "string" },
  markdown: { type: "string" },
  help: { type: "boolean" },
} as const;

type Given = ReturnType<typeof given>;

function given(
  argv: readonly string[],
): ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new ReportProblem(`${(error as Error).message}\n\n${USAGE}`);
  }
}

async function makeReport({ values, positionals }: Given, rules: readonly Rule[]): Promise<Report> {
  const [subject, ...more] = positionals;
  if (subject === undefined || more.length > 0) throw new ReportProblem(`name one stack or file\n\n${USAGE}`);
  const configuration = values.config === undefined ? new Map() : readConfiguration(values.config, rules);
  if (!subject.endsWith(".json")) {
    if (values["stack-name"] !== undefined)
      throw new ReportProblem("--stack-name is for files: a stack has its name");
    const run = await judgeStack(subject, rules, values.config);
    return reportOn({ ...run, stack: subject, rules, configuration });
  }
  const document = readDocument(subject);
  const stack = values["stack-name"] ?? document.info.stack;
  setStackInfo({ ...document.info, stack });
  const judge = new Judge({ rules, stack, configuration });
  const judgements = [
    ...document.inputs.flatMap((resource) => judge.inputs(resource)),
    ...judge.outputs(document.outputs),
  ];
  return reportOn({ stack, rules, judgements, configuration, positions: document.positions });
}

function version(): string {
  const manifest = readFileSync(join(__dirname, "../../package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

function writeReports({ values }: Given, report: Report): void {
  const write = (file: string | undefined, text: () => string): void => {
    if (file === undefined) return;
    try {
      writeFileSync(file, text());
    } catch (error) {
      throw new ReportProblem(`${file}: ${(error as Error).message}`);
    }
  };
  write(values.sarif, () => `${JSON.stringify(sarif(report, version()), null, 2)}\n`);
  write(values.junit, () => junit(report));
  write(values.markdown, () => matrix(report));
}

/**
 * Runs `portcullis-policies`.
 *
 * @param argv arguments
 * @param rules the pack's rules
 * @returns the exit status
 */
export async function main(argv: readonly string[], rules: readonly Rule[]): Promise<number> {
  try {
    const options = given(argv);
    if (options.values.help) {
      console.log(USAGE);
      return 0;
    }
    const report = await makeReport(options, rules);
    writeReports(options, report);
    process.stdout.write(table(report));
    return count(report.rows).mandatory > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ReportProblem)) throw error;
    console.error(error.message);
    return 2;
  }
}
