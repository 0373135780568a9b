import { severities } from "../../../../components/audit/severity";
import { Markup, markup } from "../../../../scripts/writing/markup";
import { plot } from "../../../../scripts/writing/plot";
import type { Report } from "../../model";
import { minute, signed } from "../wording";
import { bar, chips, countsOf, grade } from "./parts";

function ring(score: number): Markup {
  return markup`<svg class="ring" viewBox="0 0 100 100" role="img" aria-label="Score ${score} of 100">
<circle class="track" cx="50" cy="50" r="44"/>
<circle class="${grade(score)}" cx="50" cy="50" r="44" pathLength="100" stroke-dasharray="${score} 100" transform="rotate(-90 50 50)"/>
<text class="number" x="50" y="61" text-anchor="middle">${score}</text></svg>`;
}

/** What a reader wants to know first. */
export function overview({ stack, at, seconds, score, open, comparison, hosts, checks }: Report): Markup {
  const since =
    comparison &&
    markup`<p>Since ${minute(comparison.at)}: score ${signed(comparison.change)}, ${comparison.new.length} new, ${comparison.stillOpen.length} still open, ${comparison.mended.length} mended.</p>`;
  return markup`<div class="head">${ring(score)}<div>
<h1>Audit of ${stack}</h1>
<p>${chips(open)}</p>
${since}
<p class="note">${minute(at)}, ${hosts.length} ${hosts.length === 1 ? "host" : "hosts"}, ${checks.length} checks, ${Math.round(seconds)} s. The score is the share of checks that pass, by weight, 0 to 100; what could not be found out does not pass.</p>
</div></div>`;
}

const drawn = severities.filter((severity) => severity !== "info");

/** Plots of all audits so far. */
export function plots({ history }: Report): Markup {
  const times = history.map(({ at }) => Date.parse(at));
  const scores = plot({
    name: "Score over time",
    times,
    lines: [{ style: "score", area: "area", values: history.map(({ score }) => score) }],
    most: 100,
    shown: String,
  });
  const counts = plot({
    name: "Open findings over time, by severity",
    times,
    lines: [...drawn].reverse().map((severity) => ({
      style: `at-${severity}`,
      values: history.map(({ open }) => open[severity]),
    })),
    shown: String,
  });
  const keys = drawn.map(
    (severity) =>
      markup`<li><svg viewBox="0 0 32 6" aria-hidden="true"><line class="at-${severity}" x1="1" y1="3" x2="31" y2="3"/></svg> ${severity}</li>`,
  );
  return markup`<div class="plots">${new Markup(scores)}<div>${new Markup(counts)}<ul class="legend">${keys}</ul></div></div>`;
}

/** The eight practices. */
export function practices({ practices: all }: Report): Markup {
  const cards = all.map(
    ({
      practice,
      name,
      score,
      checks,
      open,
    }) => markup`<li><b><span>${practice}. ${name}</span> <span>${score ?? "–"}</span></b>
${bar(score ?? 0)}
<p class="note">${score === undefined ? "no check of this audit" : countsOf(checks)}</p>
<p>${chips(open)}</p></li>`,
  );
  return markup`<ul class="cards">${cards}</ul>`;
}
