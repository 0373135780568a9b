/**
 * Characters of a parameter but the full stop. What is percent-encoded must not be what servers disagree on once they
 * decode it (RFC 3986 section 7.3): control characters, `%`, `.`, `/`, `\`.
 */
const notDot =
  "(?:[^/.%\\\\\\x00-\\x1f\\x7f]|%(?:2[0-46-9A-Da-d]|[346][0-9A-Fa-f]|5[0-9ABDEFabdef]|7[0-9A-Ea-e]|[89A-Fa-f][0-9A-Fa-f]))";
const character = `(?:\\.|${notDot})`;
/** A whole segment, which `.` and `..` are not: they mean another path. */
const wholeSegment = `(?:\\.*${notDot}${character}*|\\.{3,})`;

/** A part of a segment: fixed text, or a parameter. */
type Part = { text: string } | { parameter: string };

/** A path with parameters in braces, taken apart. */
export interface PathTemplate {
  /** The template's text. */
  template: string;
  /** Its segments. */
  segments: readonly (readonly Part[])[];
}

/**
 * Takes a path such as `/orders/{id}` apart.
 *
 * @returns the template, or what is wrong with it, as the rest of a sentence that begins with the path
 */
export function parseTemplate(template: string): PathTemplate | string {
  if (!template.startsWith("/")) return "must begin with /";
  const texts = template.slice(1).split("/");
  const segments: Part[][] = [];
  const names = new Set<string>();
  for (const [index, text] of texts.entries()) {
    if (text === "" && index < texts.length - 1) return "must not have an empty segment (//)";
    if (text === "." || text === "..") return `must not have the segment ${text}, which means another path`;
    const parts = splitSegment(text);
    for (const part of parts) {
      if ("text" in part) {
        if (!/^[A-Za-z0-9._~!$&'()*+,;=:@-]+$/.test(part.text))
          return `must be letters, digits and . _ ~ ! $ & ' ( ) * + , ; = : @ - beside parameters (got "${part.text}")`;
      } else if (names.has(part.parameter)) {
        return `must not have the parameter {${part.parameter}} twice`;
      } else {
        names.add(part.parameter);
      }
    }
    if (parts.some((part, at) => "parameter" in part && "parameter" in (parts[at + 1] ?? {})))
      return "must have text between two parameters of a segment";
    if (parts.length > 1 && couldBeDots(parts)) return "must have more than a full stop beside a parameter";
    segments.push(parts);
  }
  return { template, segments };
}

/** Whether a value of the parameters could make the segment `.` or `..`, which mean another path. */
function couldBeDots(parts: readonly Part[]): boolean {
  const shortest = parts.map((part) => ("text" in part ? part.text : ".")).join("");
  return /^\.{1,2}$/.test(shortest);
}

function splitSegment(text: string): Part[] {
  return text
    .split(/(\{[^{}]+\})/)
    .filter((part) => part !== "")
    .map((part) => (/^\{[^{}]+\}$/.test(part) ? { parameter: part.slice(1, -1) } : { text: part }));
}

function segmentPattern(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if ("text" in part) return part.text.replace(/[.$()*+]/g, "\\$&");
      return parts.length === 1 ? wholeSegment : `${character}+`;
    })
    .join("");
}

/** The regular expression that whole paths of the template match, see `PlanRoute.pattern`. */
export function pathPattern({ segments }: PathTemplate): string {
  return `^/${segments.map(segmentPattern).join("/")}$`;
}

/** The template with its parameters' names taken out: two templates of one shape match the same paths. */
export function pathShape({ segments }: PathTemplate): string {
  return `/${segments.map((parts) => parts.map((part) => ("text" in part ? part.text : "{}")).join("")).join("/")}`;
}

/** How much of a segment is fixed: all of it, a part, or nothing. */
function freedom(parts: readonly Part[] | undefined): number {
  if (!parts || parts.every((part) => "text" in part)) return 0;
  return parts.length > 1 ? 1 : 2;
}

/**
 * Orders templates by which counts first where both match: segment by segment, fixed ones come before those with a
 * parameter in them, and those before parameters (OpenAPI 3.1, Paths Object: concrete paths come first).
 */
export function comparePrecedence(a: PathTemplate, b: PathTemplate): number {
  const length = Math.max(a.segments.length, b.segments.length);
  for (let index = 0; index < length; index++) {
    const difference = freedom(a.segments[index]) - freedom(b.segments[index]);
    if (difference !== 0) return difference;
  }
  const [left, right] = [pathShape(a), pathShape(b)];
  return left < right ? -1 : Number(left > right);
}
