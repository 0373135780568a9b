import type { Report, Table } from "./report";

/** Text for a line or a table's cell: what stands in logs is not ours, and must neither end it nor bring markup of its own. */
const plain = (text: string): string =>
  text
    .replace(/[\\`*_[\]<>|~&#!]/g, "\\$&")
    .replace(/https?:/g, "$&\u200b")
    .replace(/\s+/g, " ");

const line = (cells: readonly string[]): string => `| ${cells.map(plain).join(" | ")} |`;

function table({ head, rows }: Table): string {
  if (rows.length === 0) return `_None: ${plain(head[0]!)}._`;
  return [line(head), `| ${head.map(() => "---").join(" | ")} |`, ...rows.map(line)].join("\n");
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
