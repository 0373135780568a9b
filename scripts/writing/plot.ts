import { escape } from "./htmlText";

// Drawn as wide as a phone, so that its text stays readable there.
const [width, height] = [340, 120];
const [left, right, top, bottom] = [40, 4, 8, 18];
const base = height - bottom;

/** One line of a plot. */
export interface Line {
  /** Class of its style. */
  readonly style: string;
  /** Its values, one for each time. */
  readonly values: readonly number[];
  /** Class of the area below it. Default: it is left empty. */
  readonly area?: string;
}

/** What a plot shows. */
export interface Picture {
  readonly name: string;
  /** When its values were, as milliseconds since 1970, oldest first. */
  readonly times: readonly number[];
  /** Later ones over earlier ones. */
  readonly lines: readonly Line[];
  /** Value at its upper end. Default: what the greatest value fits below. */
  readonly most?: number;
  /** A number for people. */
  readonly shown: (value: number) => string;
}

/** The next number that is 1, 2 or 5 times a power of ten. */
function ceiling(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= value)!;
}

function points(values: readonly number[], times: readonly number[], most: number): string[] {
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const perMillisecond = (width - left - right) / Math.max(last - first, 1);
  const scale = (height - top - bottom) / most;
  return values.map(
    (value, index) =>
      `${(left + (times[index]! - first) * perMillisecond).toFixed(1)},${(base - value * scale).toFixed(1)}`,
  );
}

const day = (at: number): string => new Date(at).toISOString().slice(5, 10);

function drawn({ style, values, area }: Line, times: readonly number[], most: number): string {
  const all = points(values, times, most);
  // A line needs two ends; one value alone is a dot.
  if (all.length === 1) {
    const [x, y] = all[0]!.split(",");
    return `<circle class="${style}" cx="${x}" cy="${y}" r="3"/>`;
  }
  const below =
    area === undefined
      ? ""
      : `<polygon class="${area}" points="${left},${base} ${all.join(" ")} ${width - right},${base}"/>`;
  return `${below}<polyline class="${style}" points="${all.join(" ")}"/>`;
}

/**
 * Values over time as a picture.
 *
 * @returns SVG, to stand in an HTML document whose style it follows: classes `axis` and those of its lines
 */
export function plot({ name, times, lines, shown, most }: Picture): string {
  const limit = most ?? ceiling(Math.max(...lines.flatMap(({ values }) => values)));
  const label = (x: number, y: number, anchor: string, text: string): string =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}">${escape(text)}</text>`;
  return [
    `<figure><figcaption>${escape(name)}</figcaption>`,
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(name)}">`,
    `<path class="axis" d="M${left} ${top}V${base}H${width - right}"/>`,
    ...lines.map((line) => drawn(line, times, limit)),
    label(left - 4, top + 8, "end", shown(limit)),
    label(left - 4, base, "end", "0"),
    label(left, height - 4, "start", times.length > 0 ? day(times[0]!) : ""),
    label(width - right, height - 4, "end", times.length > 1 ? day(times.at(-1)!) : ""),
    "</svg></figure>",
  ].join("");
}
