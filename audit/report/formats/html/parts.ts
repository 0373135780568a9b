import { severities } from "../../../../components/audit/severity";
import { type Content, type Markup, markup } from "../../../../scripts/writing/markup";
import type { CheckCounts, SeverityCounts } from "../../model";

/** How good a score is, as the class of its colour. */
export const grade = (score: number): string => (score >= 95 ? "good" : score >= 80 ? "fair" : "bad");

/** A score as a bar. */
export function bar(score: number): Markup {
  const end = 1.5 + (score * 97) / 100;
  return markup`<svg class="bar" viewBox="0 0 100 4" aria-hidden="true"><line class="track" x1="1.5" y1="2" x2="98.5" y2="2"/>${
    score > 0
      ? markup`<line class="${grade(score)}" x1="1.5" y1="2" x2="${end.toFixed(1)}" y2="2"/>`
      : undefined
  }</svg>`;
}

/** Open findings by severity. */
export function chips(open: SeverityCounts): Markup {
  const some = severities.filter((severity) => open[severity] > 0);
  if (some.length === 0) return markup`<span class="note">no open finding</span>`;
  return markup`<span class="chips">${some.map(
    (severity) => markup`<span class="chip ${severity}">${open[severity]} ${severity}</span>`,
  )}</span>`;
}

/** What checks came to, in words. */
export const countsOf = ({ pass, fail, unknown }: CheckCounts): string =>
  `${pass} pass, ${fail} fail, ${unknown} unknown`;

const words = { pass: "pass", fail: "fail", unknown: "unknown", notLookedAt: "no check" } as const;

/** What something came to, in colour. */
export const word = (status: keyof typeof words): Markup =>
  markup`<span class="word ${status}">${words[status]}</span>`;

/** A table, which scrolls by itself where it is wider than the page; `label` tells it from all others. */
export function table(label: string, head: readonly string[], rows: readonly (readonly Content[])[]): Markup {
  return markup`<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table><thead><tr>${head.map(
    (cell) => markup`<th scope="col">${cell}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) => markup`<tr>${row.map((cell) => markup`<td>${cell}</td>`)}</tr>
`,
  )}</tbody></table></div>`;
}

/** A text in which backticks set off what is to be typed. */
export function prose(text: string): Markup {
  return markup`${text
    .split(/`([^`\n]+)`/)
    .map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : part))}`;
}
