import { readFileSync } from "node:fs";
import path from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { ConfigurationError, type Problem } from "../../model/problems";
import { offsetOf } from "../../model/yamlOffset";
import type { OpenApiDocument } from "./document";
import { findings } from "./validate";

/** Largest document that is read, in bytes: a mistake with a file is told before it is parsed for minutes. */
const largest = 20 * 1024 * 1024;

/**
 * Reads an OpenAPI document.
 *
 * @param file - path, relative to `folder`; JSON or YAML
 * @param folder - default: the working folder
 * @throws ConfigurationError where there is no such file, or it is not a sound OpenAPI 3.0 or 3.1 document in one file
 */
export function loadOpenApi(file: string, folder = ""): OpenApiDocument {
  let text: string;
  try {
    text = readFileSync(path.resolve(folder, file), "utf8");
  } catch (error) {
    throw new ConfigurationError([{ message: `${file} cannot be read: ${(error as Error).message}` }]);
  }
  return parseOpenApi(file, text);
}

/**
 * Reads the text of an OpenAPI document.
 *
 * @param file - the file's name in messages
 * @param text - JSON or YAML 1.2
 * @throws ConfigurationError with the line and column of each mistake
 */
export function parseOpenApi(file: string, text: string): OpenApiDocument {
  if (text.length > largest)
    throw new ConfigurationError([{ message: `${file} is larger than ${largest} bytes` }]);
  const content = parsed(file, text);
  const position = locator(file, text);
  const fail = (problems: readonly Problem[]): never => {
    throw new ConfigurationError(problems);
  };
  const said = content.openapi;
  const version = /^(3\.[01])\.\d+$/.exec(typeof said === "string" ? said : "")?.[1];
  if (version !== "3.0" && version !== "3.1") {
    const found =
      typeof said === "string" || "swagger" in content
        ? (said ?? `swagger ${String(content.swagger)}`)
        : said;
    const message = `openapi must be a version 3.0.x or 3.1.x (got ${JSON.stringify(found) ?? "nothing"})`;
    return fail([{ message, position: position(["openapi"]) }]);
  }
  const wrong = findings(content, version);
  if (wrong.length > 0) fail(wrong.map(({ path: at, message }) => ({ message, position: position(at) })));
  return { file, version, content, position };
}

function parsed(file: string, text: string): Record<string, unknown> {
  const lines = new LineCounter();
  let value: unknown;
  // A parser of JSON alone is much faster, and most large documents are JSON; its messages have no lines, though.
  if (!isJson(text, (json) => (value = json))) {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const [error] = document.errors;
    if (error) {
      const { line, col } = lines.linePos(error.pos[0]);
      const message = `is not valid YAML: ${error.message.replace(/\s+/g, " ").trim()}`;
      throw new ConfigurationError([{ message, position: { file, line, column: col } }]);
    }
    try {
      value = document.toJS();
    } catch (failure) {
      throw new ConfigurationError([{ message: `${file} is not valid YAML: ${(failure as Error).message}` }]);
    }
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ConfigurationError([{ message: `${file} must be an OpenAPI document: an object` }]);
  return value as Record<string, unknown>;
}

function isJson(text: string, take: (value: unknown) => void): boolean {
  if (!/^\s*\{/.test(text)) return false;
  try {
    take(JSON.parse(text));
    return true;
  } catch {
    return false;
  }
}

/** Finds places in the text; it is parsed with its places only once somebody asks. */
function locator(file: string, text: string): OpenApiDocument["position"] {
  let find: ((at: readonly (string | number)[]) => number) | undefined;
  const lines = new LineCounter();
  return (at) => {
    if (!find) {
      const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
      find = (inside) => offsetOf(document, inside);
    }
    const { line, col } = lines.linePos(find(at));
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
}
