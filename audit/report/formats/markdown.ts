import { markdownTable, plain } from "../../../scripts/writing/markdownText";
import { type Report, type ReportedFinding, standardNames } from "../model";
import { counted, figuresOf, minute, outcomeOf, place, signed, standing } from "./wording";

/** More findings than these make a page that nobody reads; the HTML report has them all. */
const most = 50;

function heading({ stack, at, seconds, score, open, comparison }: Report): string[] {
  const lines = [
    `Score **${score}** of 100${comparison ? ` (${signed(comparison.change)})` : ""}. Open findings: ${counted(open)}.`,
    ...(comparison
      ? [
          `Since ${minute(comparison.at)}: ${comparison.new.length} new, ${comparison.stillOpen.length} still open, ${comparison.mended.length} mended.`,
        ]
      : []),
    `Looked at ${minute(at)}, for ${Math.round(seconds)} s.`,
  ];
  return [`# Audit of ${plain(stack)}`, lines.join("  \n")];
}

function findingLines(title: string, findings: readonly ReportedFinding[]): string[] {
  if (findings.length === 0) return [];
  const rows = findings
    .slice(0, most)
    .map((finding) => [
      finding.severity,
      finding.title,
      place(finding),
      finding.evidence,
      finding.mend,
      standing(finding).join("; "),
    ]);
  const more = findings.length - rows.length;
  return [
    `## ${title}`,
    markdownTable(["severity", "what", "where", "seen", "mend", "known"], rows),
    ...(more > 0 ? [`… and ${more} more, which the HTML report has.`] : []),
  ];
}

function practices({ practices: all }: Report): string {
  return markdownTable(
    ["practice", "score", "pass", "fail", "unknown", "open findings"],
    all.map(({ practice, name, score, checks, open }) => [
      `${practice}. ${name}`,
      score === undefined ? "–" : String(score),
      String(checks.pass),
      String(checks.fail),
      String(checks.unknown),
      counted(open),
    ]),
  );
}

function standards({ standards: all }: Report): string {
  const names = Object.entries(standardNames) as [keyof typeof standardNames, string][];
  const rows = names.map(([key, name]) => {
    const ids = (wanted: string): string =>
      all[key]
        .filter(({ result }) => result === wanted)
        .map(({ id }) => id)
        .join(", ") || "–";
    return [
      name,
      String(all[key].filter(({ result }) => result === "pass").length),
      ids("fail"),
      ids("unknown"),
      ids("notLookedAt"),
    ];
  });
  return markdownTable(["standard", "pass", "fail", "unknown", "no check"], rows);
}

function scanners({ scanners: runs }: Report): string {
  return markdownTable(
    ["scanner", "target", "outcome", "figures", "findings", "why"],
    runs.map((run) => [
      `${run.scanner}${run.version === undefined ? "" : ` ${run.version}`}`,
      run.target ?? "–",
      outcomeOf(run),
      figuresOf(run),
      String(run.found),
      run.reason ?? "",
    ]),
  );
}

/** A report in Markdown, short enough for a pull request or a wiki. */
export function markdown(report: Report): string {
  const of = (state: ReportedFinding["state"], kind?: ReportedFinding["kind"]): ReportedFinding[] =>
    report.findings.filter((one) => one.state === state && (kind === undefined || one.kind === kind));
  const open = of("open", "fail");
  return `${[
    ...heading(report),
    practices(report),
    ...(open.length === 0 ? ["No finding is open."] : findingLines("Open findings", open)),
    ...findingLines("Unknown", of("open", "unknown")),
    ...findingLines("Accepted", of("accepted")),
    ...findingLines("False", of("false")),
    ...findingLines("Mended", of("mended")),
    ...(report.notices.length > 0
      ? ["## Decisions to look at", report.notices.map((notice) => `- ${plain(notice)}`).join("\n")]
      : []),
    "## Hosts",
    markdownTable(
      ["host", "score", "pass", "fail", "unknown"],
      report.hosts.map(({ host, score, checks: { pass, fail, unknown } }) => [
        host,
        ...[score, pass, fail, unknown].map(String),
      ]),
    ),
    ...(report.scanners.length > 0 ? ["## Scanners", scanners(report)] : []),
    "## Standards",
    standards(report),
  ].join("\n\n")}\n`;
}
