import type { ErrorObject } from "ajv";
import { formatPath, fromPointer, type Path } from "../../model/path";
import { documentCheck } from "./documentCheck";
import type { OpenApiVersion } from "./documentCompiler";
import { lookUp, pointerOf, references } from "./references";

/** Something wrong with a document. */
export interface Finding {
  /** Where: keys and indexes from the top of the document. */
  path: Path;
  /** What, as a sentence that names the place. */
  message: string;
}

/** Most findings told at a time: the first mistake of a document often makes many. */
const most = 10;

/**
 * What is wrong with a document by the OpenAPI Initiative's own schema for its version, and references that lead out of
 * it or nowhere.
 */
export function findings(content: unknown, version: OpenApiVersion): Finding[] {
  const validate = documentCheck(version);
  const wrong = validate(content) ? [] : deepest(validate.errors ?? [], content);
  const loose = references(content).flatMap(({ target, path }): Finding[] => {
    const place = formatPath(path);
    if (!pointerOf(target))
      return [{ path, message: `${place} leads to another document (${target}): bundle them into one file` }];
    return lookUp(content, target) === undefined
      ? [{ path, message: `${place} leads nowhere (${target})` }]
      : [];
  });
  return [...wrong, ...loose].slice(0, most);
}

/** Of the errors that alternatives of a schema each make, those furthest inside tell what was meant. */
function deepest(errors: readonly ErrorObject[], content: unknown): Finding[] {
  const paths = [...new Set(errors.map(({ instancePath }) => instancePath))];
  const innermost = paths.filter((path) => !paths.some((other) => other.startsWith(`${path}/`)));
  return innermost.map((instancePath) => {
    const path = fromPointer(instancePath, content);
    const said = errors.filter((error) => error.instancePath === instancePath).map(told);
    const place = path.length === 0 ? "the document" : formatPath(path);
    return { path, message: `${place} ${[...new Set(said)].slice(0, 3).join(", or ")}` };
  });
}

function told({ keyword, message, params }: ErrorObject): string {
  const name = (params as { additionalProperty?: string; unevaluatedProperty?: string }) ?? {};
  const key = name.additionalProperty ?? name.unevaluatedProperty;
  if (key !== undefined) return `must not have ${JSON.stringify(key)}`;
  if (keyword === "enum")
    return `must be one of ${(params as { allowedValues: unknown[] }).allowedValues.join(", ")}`;
  return message ?? `breaks the rule ${keyword}`;
}
