import { type Document, LineCounter, parseDocument } from "yaml";
import type { Path } from "./path";
import type { Position, Problem } from "./problems";
import { firstLooseAlias, offsetOf } from "./yamlOffset";

/** What a YAML file says, as far as its text goes. */
export interface YamlFile {
  /** The value of the whole file; undefined where it cannot be read. */
  value: unknown;
  /** What is wrong with the file itself; what is found later may be added. */
  problems: Problem[];
  /** Where `path` stands in the file, or what is nearest above it. */
  position(path: Path): Position;
}

/**
 * Reads the text of a YAML file.
 *
 * @param name - the file's name in messages
 * @param text - YAML 1.2 with merge keys, as Pulumi reads it
 * @param holds - what has to be in one document, such as `a stack`
 */
export function parseYamlFile(name: string, text: string, holds: string): YamlFile {
  const lines = new LineCounter();
  const document: Document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file: name, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const file: YamlFile = {
    value: undefined,
    problems: [],
    position: (path) => position(offsetOf(document, path)),
  };
  const note = (offset: number, message: string): void => {
    file.problems.push({ message, position: position(offset) });
  };
  // Past the first syntax error, the rest of a text is misread: what follows are echoes.
  const broken = document.errors.findIndex(({ code }) => code !== "DUPLICATE_KEY");
  const told = broken < 0 ? [...document.errors, ...document.warnings] : document.errors.slice(0, broken + 1);
  for (const error of told) {
    const key = /^[^\s:]+/.exec(text.slice(error.pos[0]))?.[0];
    if (error.code === "DUPLICATE_KEY") note(error.pos[0], `${key} is set twice`);
    else if (error.code === "MULTIPLE_DOCS") note(error.pos[0], `begins a second document: ${holds} has one`);
    else note(error.pos[0], notYaml(error));
  }
  if (broken >= 0) return file;
  try {
    file.value = document.toJS();
  } catch (error) {
    // An alias without an anchor, or aliases that multiply without end.
    note(firstLooseAlias(document), notYaml(error as Error));
  }
  return file;
}

function notYaml(error: Error): string {
  return `is not valid YAML: ${error.message.replace(/\s+/g, " ").trim()}`;
}
