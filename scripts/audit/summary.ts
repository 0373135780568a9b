import type { Report, ReportedFinding } from "../../audit/report/model";
import { severities, type Severity } from "../../components/audit/severity";

/** What is told in a line: the rest of it is in the report. */
const brief: readonly Severity[] = ["low", "info"];

/** One finding in three lines, or in one. */
function told({ host, subject, title, evidence, mend, severity }: ReportedFinding): string {
  const what = `    ${title} (${subject === undefined ? host : `${host}, ${subject}`})`;
  return brief.includes(severity)
    ? what
    : `${what}\n      seen: ${evidence.replaceAll("\n", "; ")}\n      mend: ${mend}`;
}

function ofSeverity(findings: readonly ReportedFinding[], severity: Severity): string[] {
  const own = findings.filter((finding) => finding.severity === severity);
  return own.length === 0 ? [] : [`  ${severity}: ${own.length}`, ...own.map(told)];
}

/** What became of scanners that did not run. */
function scanners({ scanners: runs }: Report): string[] {
  const ran = [...new Set(runs.filter(({ outcome }) => outcome === "ran").map(({ scanner }) => scanner))];
  const others = runs.filter(({ outcome }) => outcome !== "ran" && outcome !== "notAsked");
  const unasked = runs.filter(({ outcome }) => outcome === "notAsked").map(({ scanner }) => scanner);
  return [
    ...(ran.length > 0 ? [`Scanners that ran: ${ran.join(", ")}`] : []),
    ...others.map(
      ({ scanner, target, outcome, reason }) =>
        `${scanner}${target === undefined ? "" : ` on ${target}`}: ${outcome}${reason === undefined ? "" : `. ${reason}`}`,
    ),
    ...(unasked.length > 0 ? [`Scanners that were not asked for: ${unasked.join(", ")}`] : []),
  ];
}

/**
 * What an audit came to, for people, without secrets: score, open findings with what to do, scanners that did not run.
 *
 * @param files - the report's files, as they are to be shown
 */
export function summarize(report: Report, files: readonly string[]): string {
  const { stack, score, hosts, findings, comparison } = report;
  const open = findings.filter(({ state }) => state === "open");
  const counted = (state: ReportedFinding["state"]): number =>
    findings.filter((finding) => finding.state === state).length;
  const others = (["accepted", "false", "mended"] as const)
    .filter((state) => counted(state) > 0)
    .map((state) => `${counted(state)} ${state}`);
  const change = comparison
    ? `, ${comparison.change >= 0 ? "+" : ""}${comparison.change} since ${comparison.at}`
    : "";
  return [
    `${stack}: score ${score} of 100${change} (${hosts.map((host) => `${host.host} ${host.score}`).join(", ")})`,
    open.length === 0 ? "Open findings: none" : `Open findings: ${open.length}`,
    ...severities.flatMap((severity) => ofSeverity(open, severity)),
    ...(others.length > 0 ? [`Beside them: ${others.join(", ")}`] : []),
    ...scanners(report),
    ...files,
  ].join("\n");
}
