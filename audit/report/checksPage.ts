import type { AuditCheck, Practice } from "../../components/audit/check";
import { severities, weights } from "../../components/audit/severity";
import { PRACTICES } from "../../policies/core/practices";
import { line } from "../../scripts/writing/markdownText";
import { standardNames } from "./model";
import { owaspApiRisks, requirementsOf } from "./standards";

/** Text for a table's cell, where a bar would end it. */
const cell = (text: string): string => text.replaceAll("|", "\\|");

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows.map((row) => row.map(cell))].map(line).join("\n");

const link = ({ id }: AuditCheck): string => `[${id}](#${id})`;

const sentence = (text: string): string => (text.endsWith(".") ? text : `${text}.`);

const standardKeys = Object.keys(standardNames) as (keyof typeof standardNames)[];

function practiceSection(checks: readonly AuditCheck[], practice: Practice): string[] {
  const own = checks.filter((check) => check.practice === practice);
  return [
    `## ${practice}. ${PRACTICES[practice - 1]!}`,
    table(
      ["check", "asks that", "severity"],
      own.map((check) => [link(check), check.title, check.severity]),
    ),
  ];
}

function standardSection(standard: keyof typeof standardNames, checks: readonly AuditCheck[]): string[] {
  const rows = requirementsOf(standard, checks).map((id) => {
    const asking = checks.filter(({ standards }) => standards[standard]?.includes(id));
    const title = standard === "owaspApi" ? ` ${owaspApiRisks[id]}` : "";
    return [`${id}${title}`, asking.map(link).join(", ") || "none"];
  });
  return [`## ${standardNames[standard]}`, table(["requirement", "checks"], rows)];
}

function checkSection(check: AuditCheck): string[] {
  const { id, title, severity, practice, why, mend, source, standards } = check;
  const mapped = standardKeys
    .filter((key) => standards[key]?.length)
    .map((key) => `- ${standardNames[key]}: ${standards[key]!.join(", ")}`);
  return [
    `### ${id}`,
    `${sentence(title)} Severity ${severity}; practice ${practice}, ${PRACTICES[practice - 1]!}.`,
    [`- Why: ${sentence(why)}`, `- Mend: ${sentence(mend)}`, `- Source: ${source}`, ...mapped].join("\n"),
  ];
}

/** The reference page of checks, as Markdown. */
export function checksPage(checks: readonly AuditCheck[]): string {
  const practices = PRACTICES.map((_, index) => (index + 1) as Practice);
  const counts = severities.map(
    (severity) => `${checks.filter((check) => check.severity === severity).length} ${severity}`,
  );
  const weighed = severities.map((severity) => `${severity} ${weights[severity]}`);
  return `${[
    "<!-- Written by `npm run docs`; change components/audit/checks instead. -->",
    "# Checks of an audit",
    `${checks.length} checks (${counts.join(", ")}), by the practice that each belongs to; then by the [standards](#${standardNames.owaspApi
      .toLowerCase()
      .replace(/[^\w -]/g, "")
      .replaceAll(
        " ",
        "-",
      )}) that ask for the same; then [each](#each-check). [How reports are read](audit-report.md).`,
    `Weights in the score: ${weighed.join(", ")}.`,
    ...practices.flatMap((practice) => practiceSection(checks, practice)),
    ...standardKeys.flatMap((standard) => standardSection(standard, checks)),
    "What a check says of a requirement is evidence for it, and not all that the requirement asks for.",
    "## Each check",
    ...checks.flatMap(checkSection),
  ].join("\n\n")}\n`;
}
