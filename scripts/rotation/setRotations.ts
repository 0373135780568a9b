import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, type Node, parseDocument, type YAMLMap } from "yaml";

const consumersPath = ["config", "portcullis:environment", "gateway", "consumers"];

/**
 * Sets `rotations` of consumers in the text of a stack's file, and leaves every other character as it is.
 *
 * @param counts - the new numbers, by the consumer's name
 * @throws Error where a consumer's settings are not written out at their place but shared, by YAML's aliases
 */
export function setRotations(text: string, counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts).reduce((edited, [consumer, count]) => setOne(edited, consumer, count), text);
}

function setOne(text: string, consumer: string, count: number): string {
  const settings = parseDocument(text).getIn([...consumersPath, consumer], true);
  const edited = isMap(settings) && settings.items.length > 0 ? withRotations(text, settings, count) : text;
  if (isDeepStrictEqual(parsed(edited), expected(text, consumer, count))) return edited;
  throw new Error(
    `gateway.consumers.${consumer} shares its settings with others by YAML's aliases: set its rotations to ${count} by hand, then run \`pulumi up\``,
  );
}

function withRotations(text: string, settings: YAMLMap, count: number): string {
  const present = settings.items.find(({ key }) => isScalar(key) && key.value === "rotations");
  if (present) {
    const { start, end } = span(present.value);
    return `${text.slice(0, start)}${count}${text.slice(end)}`;
  }
  const last = settings.items.at(-1)!;
  const { end } = span(last.value ?? last.key);
  if (settings.flow) return `${text.slice(0, end)}, rotations: ${count}${text.slice(end)}`;
  // A line of its own behind the last one, whose comment stays with it.
  const first = span(settings.items[0]!.key).start;
  const indent = " ".repeat(first - (text.lastIndexOf("\n", first - 1) + 1));
  const lineEnd = text.indexOf("\n", text.slice(0, end).trimEnd().length);
  const at = lineEnd < 0 ? text.length : lineEnd;
  return `${text.slice(0, at)}\n${indent}rotations: ${count}${text.slice(at)}`;
}

/** Where a node stands in the text. */
function span(node: unknown): { start: number; end: number } {
  const [start, end] = (node as Node).range!;
  return { start, end };
}

function parsed(text: string): unknown {
  const value: unknown = parseDocument(text, { merge: true }).toJS();
  // What aliases share is told apart.
  return JSON.parse(JSON.stringify(value));
}

function expected(text: string, consumer: string, count: number): unknown {
  const value = parsed(text);
  const settings = [...consumersPath, consumer].reduce(
    (at, key) => at[key] as Record<string, unknown>,
    value as Record<string, unknown>,
  );
  settings.rotations = count;
  return value;
}
