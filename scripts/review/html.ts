import { escape } from "../writing/htmlText";
import { plot } from "../writing/plot";
import { baseStyle } from "../writing/style";
import type { Series } from "./data";
import { shown } from "./findings";
import type { Report, Section, Table } from "./report";

const style = `
:root { color-scheme: light dark; --line: #8884; --now: #0b6bcb; --quiet: #8a8a8a; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --now: #6cb2ff; --bad: #ff8a80; } }
${baseStyle}
.before { stroke: var(--quiet); fill: none; stroke-dasharray: 3 3; }
.now { stroke: var(--now); fill: none; stroke-width: 1.5; }
.area { fill: var(--now); fill-opacity: 0.15; }
.findings li { margin: 0.25rem 0; }
.findings b { color: var(--bad); }
.note { font-size: 0.9rem; opacity: 0.8; }
`;

const row = (tag: "th" | "td", cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<${tag}>${escape(cell)}</${tag}>`).join("")}</tr>`;

function table({ head, rows }: Table): string {
  if (rows.length === 0) return `<p class="note">None: ${escape(head[0]!)}.</p>`;
  return `<div class="scroll"><table><thead>${row("th", head)}</thead><tbody>${rows.map((cells) => row("td", cells)).join("")}</tbody></table></div>`;
}

function pictured({ name, hours: values }: Series, times: readonly number[]): string {
  return plot({
    name,
    times,
    lines: [
      { style: "before", values: values.map(({ before }) => before) },
      { style: "now", values: values.map(({ now }) => now), area: "area" },
    ],
    shown,
  });
}

function section({ title, tables, plots }: Section, hours: readonly number[]): string {
  const seen = plots.filter((series) => series.hours.some(({ now, before }) => now > 0 || before > 0));
  const drawn = seen.map((series) => pictured(series, hours)).join("");
  return [
    `<h2>${escape(title)}</h2>`,
    ...(drawn === "" ? [] : [`<div class="plots">${drawn}</div>`]),
    ...tables.map(table),
  ].join("\n");
}

/**
 * A review as one HTML document: nothing is loaded, and no script runs (Content Security Policy).
 *
 * @param report - the review
 * @param hours - beginnings of the hours that its plots are about
 */
export function html(report: Report, hours: readonly number[]): string {
  const { title, about, findings, sections } = report;
  const found = findings.map(({ topic, text }) => `<li><b>${escape(topic)}</b>: ${escape(text)}</li>`);
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escape(title)}</title>`,
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    `<h1>${escape(title)}</h1>`,
    `<p class="note">${about.map(escape).join("<br>")}<br>Plots: this period, and dashed the one before.</p>`,
    "<h2>Findings</h2>",
    found.length === 0
      ? "<p>None: nothing is above its threshold.</p>"
      : `<ul class="findings">${found.join("")}</ul>`,
    ...sections.map((one) => section(one, hours)),
    "</body>",
    "</html>",
    "",
  ].join("\n");
}
