import { isDeepStrictEqual } from "node:util";
import { isMap, parseDocument } from "yaml";
import { setEntry } from "../stackFile/setEntry";

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
  const edited =
    isMap(settings) && settings.items.length > 0
      ? setEntry(text, settings, "rotations", String(count))
      : text;
  if (isDeepStrictEqual(parsed(edited), expected(text, consumer, count))) return edited;
  throw new Error(
    `gateway.consumers.${consumer} shares its settings with others by YAML's aliases: set its rotations to ${count} by hand, then run \`pulumi up\``,
  );
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
