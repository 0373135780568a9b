import { isDeepStrictEqual } from "node:util";
import { isMap, parseDocument } from "yaml";
import { mendCount, mendKey } from "../../components/model/mendMarks";
import { setEntry } from "../stackFile/setEntry";

type Marks = Record<string, number>;

function marksOf(text: string): unknown {
  const value = parseDocument(text, { merge: true }).toJS() as { config?: Record<string, unknown> } | null;
  return value?.config?.[mendKey];
}

/**
 * How the marks of a stack's file are counted up, so that the next update brings bundles anew.
 *
 * @param text - the file's text
 * @param resources - names of the bundles' resources
 * @returns the new numbers, by name
 * @throws ConfigurationError where the file has marks that are none
 */
export function countedUp(text: string, resources: readonly string[]): Marks {
  const marks = marksOf(text);
  return Object.fromEntries(resources.map((resource) => [resource, mendCount(marks, resource) + 1]));
}

/**
 * Sets marks in the text of a stack's file, and leaves every other character as it is.
 *
 * @param marks - the new numbers, by name
 * @throws Error where the file's text is not such that this can be done, with how to do it by hand
 */
export function setMarks(text: string, marks: Readonly<Marks>): string {
  return Object.entries(marks).reduce((edited, [resource, count]) => setOne(edited, resource, count), text);
}

function setOne(text: string, resource: string, count: number): string {
  const document = parseDocument(text, { merge: true });
  const [config, present] = [document.get("config", true), document.getIn(["config", mendKey], true)];
  const name = /^[A-Za-z][\w.-]*$/.test(resource) ? resource : JSON.stringify(resource);
  const line = `{ ${name}: ${count} }`;
  const edited =
    isMap(present) && present.items.length > 0
      ? setEntry(text, present, name, String(count))
      : isMap(config) && config.items.length > 0
        ? setEntry(text, config, mendKey, line)
        : config === undefined
          ? `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}config:\n  ${mendKey}: ${line}\n`
          : text;
  const expected = { ...((marksOf(text) as Marks | undefined) ?? {}), [resource]: count };
  if (isDeepStrictEqual({ ...(marksOf(edited) as Marks | undefined) }, expected)) return edited;
  throw new Error(
    `its config cannot be added to: run \`pulumi config set --path '${mendKey}["${resource}"]' ${count}\`, then \`pulumi up\``,
  );
}
