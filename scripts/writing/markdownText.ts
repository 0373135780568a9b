/** Text for a line or a table's cell: what hosts say is not ours, and must neither end it nor bring markup of its own. */
export const plain = (text: string): string =>
  text
    .replace(/[\\`*_[\]<>|~&#!]/g, "\\$&")
    .replace(/https?:/g, "$&\u200b")
    .replace(/\s+/g, " ");

/** A table's line, of texts that are Markdown already. */
export const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** A table of texts that are not ours. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => line(row.map(plain)));
  return [cells[0]!, line(head.map(() => "---")), ...cells.slice(1)].join("\n");
}
