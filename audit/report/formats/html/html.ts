import { createHash } from "node:crypto";
import { Markup, markup } from "../../../../scripts/writing/markup";
import type { Report } from "../../model";
import { hosts, scanners, standards } from "./details";
import { filterStyle, findings } from "./findings";
import { overview, plots, practices } from "./overview";
import { style } from "./style";

/**
 * A report as one HTML document. Nothing is loaded, no script runs, and no style but its own applies (Content Security
 * Policy, Level 3): what hosts and scanners said can do nothing in it.
 */
export function html(report: Report): string {
  const css = `${style}${filterStyle(report)}`;
  const hash = createHash("sha256").update(css).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const notices =
    report.notices.length === 0
      ? undefined
      : markup`<h2>Decisions to look at</h2><ul>${report.notices.map((notice) => markup`<li>${notice}</li>`)}</ul>`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Audit of ${report.stack}, ${report.at.slice(0, 10)}</title>
<style>${new Markup(css)}</style>
</head>
<body>
<header>${overview(report)}</header>
<main>
${plots(report)}
<h2>Practices</h2>
${practices(report)}
<h2>Findings</h2>
${findings(report)}
${notices}
<h2>Hosts</h2>
${hosts(report)}
<h2>Scanners</h2>
${scanners(report)}
<h2>Standards</h2>
${standards(report)}
</main>
</body>
</html>
`.text;
}
