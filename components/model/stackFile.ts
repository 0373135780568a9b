import { LineCounter, parseDocument, type Document } from "yaml";
import type { Path } from "./path";
import type { Position, Problem } from "./problems";
import { hidden } from "./shown";
import { suggest } from "./suggest";
import { firstLooseAlias, offsetOf } from "./yamlOffset";

const environmentKey = "portcullis:environment";
const privateKeyKey = "portcullis:sshPrivateKey";
/** Keys of ours in a stack's file. Other namespaces are not ours to judge. */
const knownKeys = [environmentKey, privateKeyKey];

/** What a stack's file says, as far as its text goes: its settings are not checked yet. */
export interface StackFile {
  /** The value of `portcullis:environment`, each encrypted part as the text `[secret]`; undefined where there is none. */
  environment: unknown;
  /** Paths of the encrypted parts. */
  encrypted: Path[];
  /** What is wrong with the file itself. */
  problems: Problem[];
  /** Where `path` of the environment stands in the file, or what is nearest above it. */
  position(path: Path): Position;
}

/**
 * Reads the text of a stack's file, `Pulumi.<stack>.yaml`.
 *
 * @param name - the file's name in messages
 * @param text - YAML 1.2 with merge keys, as Pulumi reads it
 */
export function parseStackFile(name: string, text: string): StackFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file: name, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const file: StackFile = {
    environment: undefined,
    encrypted: [],
    problems: [],
    position: (path) => position(offsetOf(document, ["config", environmentKey, ...path])),
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
    else if (error.code === "MULTIPLE_DOCS") note(error.pos[0], "begins a second document: a stack has one");
    else note(error.pos[0], notYaml(error));
  }
  if (broken >= 0) return file;

  let config: object;
  try {
    config = record(record(document.toJS()).config);
  } catch (error) {
    // An alias without an anchor, or aliases that multiply without end.
    note(firstLooseAlias(document), notYaml(error as Error));
    return file;
  }
  for (const [offset, message] of misplacedKeys(document, config)) note(offset, message);
  file.environment = withoutCiphers(record(config)[environmentKey] ?? undefined, [], file.encrypted);
  const meant = Object.keys(config).some((key) => suggest(key, knownKeys) === environmentKey);
  if (file.environment === undefined && !meant)
    note(0, `${environmentKey} is missing: it describes the stack's hosts and what runs on them`);
  return file;
}

function notYaml(error: Error): string {
  return `is not valid YAML: ${error.message.replace(/\s+/g, " ").trim()}`;
}

/** Mistakes among the keys of `config` itself, with where they stand. */
function misplacedKeys(document: Document, config: object): [offset: number, message: string][] {
  return Object.entries(config).flatMap(([key, value]): [number, string][] => {
    const offset = offsetOf(document, ["config", key]);
    if (key === environmentKey && value === null) return [[offset, `${key} is empty`]];
    if (key === privateKeyKey && typeof value === "string")
      return [
        [
          offset,
          `${key} is a secret in plain text: replace it, and set it with \`pulumi config set --secret ${key}\``,
        ],
      ];
    if (!key.startsWith("portcullis:") || knownKeys.includes(key)) return [];
    const near = suggest(key, knownKeys);
    const hint = near ? `did you mean "${near}"?` : `allowed are ${knownKeys.join(" and ")}`;
    return [[offset, `${key} is not a known setting; ${hint}`]];
  });
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** Whether `value` is what Pulumi writes for an encrypted one: `{secure: v1:…}`. */
function isCipher(value: object): boolean {
  return Object.keys(value).length === 1 && typeof (value as { secure?: unknown }).secure === "string";
}

function withoutCiphers(value: unknown, path: Path, encrypted: Path[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value))
    return value.map((item, index) => withoutCiphers(item, [...path, index], encrypted));
  if (isCipher(value)) {
    encrypted.push(path);
    return hidden;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutCiphers(item, [...path, key], encrypted)]),
  );
}
