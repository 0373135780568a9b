import { type Practice, PRACTICES } from "../core/practices";
import { count, type Counts, countsText, type Report, type Row } from "./report";
import { details, verdict } from "./table";

const OUTCOMES = ["passed", "mandatory", "advisory", "exempt", "undecided"] as const;

/** Text for a table's cell: names and reasons are not ours, and must neither end it nor bring markup of their own. */
const cell = (text: string): string => text.replace(/[\\`*_[\]<>|]/g, "\\$&").replace(/\r?\n/g, " ");

function line(cells: readonly (string | number)[]): string {
  return `| ${cells.join(" | ")} |`;
}

function markdownTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function numbers(counts: Counts): number[] {
  return OUTCOMES.map((name) => (name === "advisory" ? counts.violation - counts.mandatory : counts[name]));
}

const ofPractice = (rows: readonly Row[], practice: Practice): Row[] =>
  rows.filter(({ rule }) => rule.maps.practices.includes(practice));

function section(report: Report, practice: Practice): string[] {
  const rows = ofPractice(report.rows, practice);
  const rules = report.rules.filter(({ maps }) => maps.practices.includes(practice));
  const title = `## ${practice}`;
  if (rows.length === 0) return [title, `No resource that one of its ${rules.length} rules looks at.`];
  const seen = rules.filter((rule) => rows.some((row) => row.rule === rule));
  return [
    title,
    markdownTable(
      ["rule", "severity", ...OUTCOMES],
      seen.map((rule) => [
        `${rule.id}: ${cell(rule.title)}`,
        rule.severity,
        ...numbers(count(rows.filter((row) => row.rule === rule))),
      ]),
    ),
    markdownTable(
      ["rule", "resource", "result", "what was found"],
      rows.map((row) => [
        row.rule.id,
        cell(row.resource.name),
        verdict(row),
        details(row).map(cell).join("<br>"),
      ]),
    ),
  ];
}

/** The compliance matrix in Markdown: every rule on every resource with its result, by practice. */
export function matrix(report: Report): string {
  return [
    `# Compliance of the stack ${cell(report.stack)}`,
    `${countsText(count(report.rows))}. A rule counts for each practice that it guards.`,
    markdownTable(
      ["practice", ...OUTCOMES],
      PRACTICES.map((practice) => [practice, ...numbers(count(ofPractice(report.rows, practice)))]),
    ),
    ...(report.unusedExemptions.length > 0
      ? [
          "## Exemptions that no resource needs",
          report.unusedExemptions
            .map(
              ({ rule, exemption }) =>
                `- ${rule.id}: ${cell(exemption.resource)} (${cell(exemption.reason)})`,
            )
            .join("\n"),
        ]
      : []),
    ...PRACTICES.flatMap((practice) => section(report, practice)),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}
