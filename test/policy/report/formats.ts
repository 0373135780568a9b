import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import { SaxesParser } from "saxes";
import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";

// The pattern of languages has a bracket too many for strict expressions.
const options = { strict: false, allErrors: true, unicodeRegExp: false };
const validate = addFormats(new Ajv(options)).compile(schema);

/** What OASIS's schema has against a SARIF log. */
export function sarifMistakes(log: unknown): string[] {
  return validate(log)
    ? []
    : validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** An element of an XML document, its text left out. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
}

/** Parses XML. @throws Error where it is not well-formed */
export function parseXml(text: string): Element {
  const root: Element = { name: "", attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [] };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  parser.write(text).close();
  return root.children[0]!;
}
