import { count, type Report, type Row } from "./report";
import { details, verdict } from "./table";
import { attributes, escape, testSuites } from "./xml";

/** JUnit knows no warnings: what does not fail the run is skipped, with the reason. */
function testCase(row: Row): string {
  const opening = `    <testcase${attributes({ classname: row.rule.id, name: row.resource.urn, time: 0 })}`;
  if (row.outcome === "passed") return `${opening}/>`;
  const [first = "", ...more] = details(row);
  const text = escape([...more, `why: ${row.rule.why}`, `mend: ${row.rule.mend}`].join("\n"));
  const inside = row.blocks
    ? `<failure${attributes({ message: first, type: row.rule.severity })}>${text}</failure>`
    : `<skipped${attributes({ message: `${verdict(row)}: ${[first, ...more].join("; ")}` })}/>`;
  return `${opening}>\n      ${inside}\n    </testcase>`;
}

function counted(rows: readonly Row[]): Record<string, number> {
  const counts = count(rows);
  return {
    tests: rows.length,
    failures: counts.mandatory,
    errors: 0,
    skipped: rows.length - counts.mandatory - counts.passed,
    time: 0,
  };
}

/** The report as JUnit XML: a suite for each rule, a case for each resource. */
export function junit(report: Report): string {
  const suites = report.rules.flatMap((rule) => {
    const rows = report.rows.filter((row) => row.rule === rule);
    if (rows.length === 0) return [];
    return [
      `  <testsuite${attributes({ name: `${rule.id}: ${rule.title}`, ...counted(rows) })}>`,
      ...rows.map(testCase),
      "  </testsuite>",
    ];
  });
  const root = attributes({ name: `portcullis policies on ${report.stack}`, ...counted(report.rows) });
  return testSuites(root, suites);
}
