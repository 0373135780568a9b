import type { CheckResult } from "../../../components/audit/result";
import type { Severity } from "../../../components/audit/severity";
import { PRACTICES } from "../../../policies/core/practices";
import { attributes, escape, testSuites } from "../../../policies/report/xml";
import { ownSource } from "../collectFindings";
import { fails } from "../failing";
import type { Report, ReportedFinding, ReportedHost, ReportedRun } from "../model";
import { figuresOf, outcomeOf, place, standing } from "./wording";

/** A test case, and what it came to. */
interface Case {
  readonly classname: string;
  readonly name: string;
  readonly outcome: "passed" | "failure" | "error" | "skipped";
  readonly message?: string;
  readonly type?: string;
  readonly text?: string;
}

function caseElement({ classname, name, outcome, message = "", type, text }: Case): string {
  const opening = `    <testcase${attributes({ classname, name, time: 0 })}`;
  if (outcome === "passed") return `${opening}/>`;
  const about = attributes({ message, ...(type !== undefined && outcome !== "skipped" && { type }) });
  const inside =
    text === undefined ? `<${outcome}${about}/>` : `<${outcome}${about}>${escape(text)}</${outcome}>`;
  return `${opening}>\n      ${inside}\n    </testcase>`;
}

function counts(cases: readonly Case[]): Record<string, number> {
  const count = (wanted: Case["outcome"]): number => cases.filter(({ outcome }) => outcome === wanted).length;
  return {
    tests: cases.length,
    failures: count("failure"),
    errors: count("error"),
    skipped: count("skipped"),
    time: 0,
  };
}

const told = (finding: ReportedFinding): string =>
  `${place(finding)}: ${finding.evidence} (${finding.severity}; ${standing(finding).join("; ")})`;

/** What findings make of a test case; JUnit knows no warnings, so what does not fail the audit is skipped, with the reason. */
function judged(findings: readonly ReportedFinding[], threshold: Severity): Omit<Case, "classname" | "name"> {
  const counting = findings.filter((finding) => fails(finding, threshold));
  const [first] = counting;
  if (!first) {
    const text = findings.map((finding) => `${finding.state}: ${told(finding)}`).join("\n");
    return { outcome: "skipped", message: text };
  }
  return {
    outcome: counting.every(({ kind }) => kind === "unknown") ? "error" : "failure",
    message: `${first.title}: ${first.evidence}`,
    type: first.severity,
    text: [...findings.map((finding) => `${finding.state}: ${told(finding)}`), `mend: ${first.mend}`].join(
      "\n",
    ),
  };
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** A host's checks: one that is right has results alone, any other has findings. */
function ofHost({ host, results }: ReportedHost, report: Report, threshold: Severity): Suite {
  const present = report.findings.filter(
    (finding) => finding.source === ownSource && finding.host === host && finding.state !== "mended",
  );
  const passed = new Set(
    results.filter(({ status }: CheckResult) => status === "pass").map(({ check }) => check),
  );
  const cases = report.checks.flatMap((check): Case[] => {
    const about = { classname: PRACTICES[check.practice - 1]!, name: `${check.id}: ${check.title}` };
    const findings = present.filter(({ rule }) => rule === check.id);
    if (findings.length > 0) return [{ ...about, ...judged(findings, threshold) }];
    return passed.has(check.id) ? [{ ...about, outcome: "passed" }] : [];
  });
  return { name: `host ${host}`, cases };
}

function ofRun(run: ReportedRun): Case {
  const about = { classname: run.scanner, name: run.target ?? run.scanner };
  if (run.outcome === "ran") return { ...about, outcome: "passed" };
  const message = [outcomeOf(run), run.reason, figuresOf(run)].filter(Boolean).join(": ");
  return { ...about, outcome: run.outcome === "failed" ? "error" : "skipped", message };
}

function ofScanner(scanner: string, report: Report, threshold: Severity): Suite {
  const runs = report.scanners.filter((run) => run.scanner === scanner).map(ofRun);
  const findings = report.findings.filter(({ source, state }) => source === scanner && state !== "mended");
  const cases = findings.map((finding): Case => ({
    classname: scanner,
    name: `${finding.rule}: ${place(finding)}`,
    ...judged([finding], threshold),
  }));
  return { name: `scanner ${scanner}`, cases: [...runs, ...cases] };
}

/**
 * A report as JUnit XML: a suite for each host with a case for each check, and a suite for each scanner with a case for each
 * run and each finding.
 *
 * @param threshold - least severity that fails a case
 */
export function junit(report: Report, threshold: Severity): string {
  const scanners = new Set([
    ...report.scanners.map(({ scanner }) => scanner),
    ...report.findings.map(({ source }) => source).filter((source) => source !== ownSource),
  ]);
  const suites = [
    ...report.hosts.map((host) => ofHost(host, report, threshold)),
    ...[...scanners].map((scanner) => ofScanner(scanner, report, threshold)),
  ];
  const all = suites.flatMap(({ cases }) => cases);
  return testSuites(
    attributes({ name: `audit of ${report.stack}`, ...counts(all) }),
    suites.flatMap(({ name, cases }) => [
      `  <testsuite${attributes({ name, ...counts(cases) })}>`,
      ...cases.map(caseElement),
      "  </testsuite>",
    ]),
  );
}
