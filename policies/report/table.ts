import { exemptionText, place } from "../core/message";
import { count, countsText, type Report, type Row } from "./report";

/** What a row says, a line for each finding. */
export function details(row: Row): string[] {
  const found = row.findings.map((finding) => place(row, finding));
  if (row.outcome === "undecided") {
    return row.undecided.map((path) => `${row.resource.name}: ${path} is not known here`);
  }
  const [first] = found;
  return row.exemption && first ? [first, ...found.slice(1), exemptionText(row.exemption)] : found;
}

/** The word that stands for a row's outcome. */
export function verdict({ outcome, level, blocks }: Row): string {
  if (outcome !== "violation") return outcome;
  return blocks ? "mandatory" : level;
}

const ORDER = ["mandatory", "remediate", "advisory", "exempt", "undecided"];

/** The report for people: what is not in order, how to mend it, and the counts. */
export function table(report: Report): string {
  const rows = report.rows
    .filter(({ outcome }) => outcome !== "passed")
    .sort((a, b) => ORDER.indexOf(verdict(a)) - ORDER.indexOf(verdict(b)));
  const [first, second] = [verdict, (row: Row) => row.rule.id].map((text) =>
    Math.max(0, ...rows.map((row) => text(row).length)),
  ) as [number, number];
  const lines = rows.flatMap((row) =>
    details(row).map((detail, at) =>
      at === 0
        ? `${verdict(row).padEnd(first)}  ${row.rule.id.padEnd(second)}  ${detail}`
        : `${" ".repeat(first + second + 4)}${detail}`,
    ),
  );
  const broken = new Set(rows.filter(({ outcome }) => outcome === "violation").map(({ rule }) => rule));
  const mends = [...broken].map((rule) => `  ${rule.id}: ${rule.mend}`);
  const unused = report.unusedExemptions.map(
    ({ rule, exemption }) => `  ${rule.id}: ${exemption.resource} (${exemption.reason})`,
  );
  const resources = new Set(report.rows.map(({ resource }) => resource.urn)).size;
  return [
    ...(lines.length > 0 ? [...lines, ""] : []),
    ...(mends.length > 0 ? ["How to mend:", ...mends, ""] : []),
    ...(unused.length > 0 ? ["Exemptions that no resource needs:", ...unused, ""] : []),
    `Stack ${report.stack}, ${report.rules.length} rules, ${resources} resources: ${countsText(count(report.rows))}`,
    "",
  ].join("\n");
}
