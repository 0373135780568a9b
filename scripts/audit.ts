// npm run audit -- <stack>: looks at every host from outside and from inside, runs scanners, and reports what it found.
import path from "node:path";
import { auditedEnvironment } from "../audit/environment";
import { readDecisions } from "../audit/report/decisions/readDecisions";
import { failing } from "../audit/report/failing";
import { makeReport } from "../audit/report/makeReport";
import { newestReport, readReport } from "../audit/report/readReport";
import { writeReport } from "../audit/report/writeReport";
import { runAudit } from "../audit/run";
import { scanners } from "../audit/scanners";
import { falseFindings } from "../audit/scanners/falseFindings";
import { ensureEngine } from "../local/engine";
import { projectRoot } from "../local/engine/projectRoot";
import { auditsFolder } from "../local/stack/paths";
import { type AuditArguments, readArguments } from "./audit/arguments";
import { summarize } from "./audit/summary";

/** Where the reports of a stack are, a folder each. */
function reportsFolder(stack: string): string {
  return path.join(auditsFolder, stack);
}

/** A folder for an audit that begins now, which sorts by time. */
function freshFolder(stack: string): string {
  return path.join(reportsFolder(stack), new Date().toISOString().replaceAll(":", "-").replace(/\.\d+/, ""));
}

async function audit(asked: AuditArguments): Promise<number> {
  const { stack, install, full, failOn } = asked;
  // Whatever is wrong on this machine is told before any host is asked.
  const decisions = readDecisions(path.join(projectRoot(), "audits", `${stack}.yaml`));
  const before = asked.former ?? newestReport(reportsFolder(stack));
  const former = before === undefined ? undefined : readReport(before);
  const folder = asked.output ?? freshFolder(stack);
  // Reading a state needs no plugins: stand-ins are not looked for.
  const engine = await ensureEngine({ plugins: "real" });
  const environment = await auditedEnvironment(engine, stack);
  const made = await runAudit(environment, {
    full,
    scanning: {
      scanners,
      asked: ({ key }) => asked.scanners.includes(key),
      install,
      folder: path.join(folder, "scanners"),
    },
    progress: process.stderr,
  });
  const report = makeReport(made, decisions, [...falseFindings], former);
  const files = writeReport(report, folder, failOn);
  console.log(
    summarize(
      report,
      Object.values(files).map((file) => path.relative("", file)),
    ),
  );
  return failing(report, failOn).length > 0 ? 1 : 0;
}

async function main(): Promise<number> {
  return audit(
    readArguments(
      process.argv.slice(2),
      scanners.map(({ key }) => key),
    ),
  );
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
