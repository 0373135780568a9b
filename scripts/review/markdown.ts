import { markdownTable, plain } from "../writing/markdownText";
import type { Report, Table } from "./report";

function table({ head, rows }: Table): string {
  if (rows.length === 0) return `_None: ${plain(head[0]!)}._`;
  return markdownTable(head, rows);
}

/** A review in Markdown. */
export function markdown({ title, about, findings, sections }: Report): string {
  return `${[
    `# ${plain(title)}`,
    about.map(plain).join("  \n"),
    "## Findings",
    findings.length === 0
      ? "None: nothing is above its threshold."
      : findings.map(({ topic, text }) => `- **${topic}**: ${plain(text)}`).join("\n"),
    ...sections.flatMap((section) => [`## ${section.title}`, ...section.tables.map(table)]),
  ].join("\n\n")}\n`;
}
