import type { Series } from "./data";
import { shown } from "./findings";
import { escape } from "./escape";

// Drawn as wide as a phone, so that its text stays readable there.
const [width, height] = [340, 120];
const [left, right, top, bottom] = [40, 4, 8, 18];

/** The next number that is 1, 2 or 5 times a power of ten. */
function ceiling(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= value)!;
}

function points(values: readonly number[], most: number): string {
  const step = (width - left - right) / Math.max(values.length - 1, 1);
  const scale = (height - top - bottom) / most;
  return values
    .map(
      (value, index) => `${(left + index * step).toFixed(1)},${(height - bottom - value * scale).toFixed(1)}`,
    )
    .join(" ");
}

const day = (at: number): string => new Date(at).toISOString().slice(5, 10);

/**
 * A series as a picture: this period's values over those of the period before.
 *
 * @param series - the series
 * @param times - the beginnings of its hours
 * @returns SVG, to stand in an HTML document whose style it follows
 */
export function plot(series: Series, times: readonly number[]): string {
  const { name, hours } = series;
  const most = ceiling(Math.max(...hours.flatMap(({ now, before }) => [now, before])));
  const base = height - bottom;
  const label = (x: number, y: number, anchor: string, text: string): string =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}">${escape(text)}</text>`;
  const now = points(
    hours.map((pair) => pair.now),
    most,
  );
  return [
    `<figure><figcaption>${escape(name)}</figcaption>`,
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(name)}">`,
    `<path class="axis" d="M${left} ${top}V${base}H${width - right}"/>`,
    `<polyline class="before" points="${points(
      hours.map((pair) => pair.before),
      most,
    )}"/>`,
    `<polygon class="area" points="${left},${base} ${now} ${width - right},${base}"/>`,
    `<polyline class="now" points="${now}"/>`,
    label(left - 4, top + 8, "end", shown(most)),
    label(left - 4, base, "end", "0"),
    label(left, height - 4, "start", times.length > 0 ? day(times[0]!) : ""),
    label(width - right, height - 4, "end", times.length > 0 ? day(times.at(-1)!) : ""),
    "</svg></figure>",
  ].join("");
}
