import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Path } from "./path";
import { ConfigurationError, type Problem } from "./problems";
import { inspect } from "./resolve";
import { misplacedSecrets } from "./secrets";
import { sectionSchemas } from "./sections";
import { hidden } from "./shown";
import { parseStackFile, type StackFile } from "./stackFile";
import type { ResolvedEnvironment } from "./types";

/**
 * Reads and checks a stack's file without Pulumi, its encryption key or a network.
 *
 * @param file - path of a `Pulumi.<stack>.yaml`
 * @returns the environment with all defaults filled in; each encrypted value is the text `[secret]`
 * @throws ConfigurationError that lists every mistake with its file, line and column
 */
export function loadStackFile(file: string): ResolvedEnvironment {
  const source = readStackFile(file);
  if (!source) throw new ConfigurationError([{ message: `${file} does not exist` }]);
  const { environment, encrypted } = source;
  if (environment === undefined) throw new ConfigurationError(source.problems);
  const { value, problems } = inspect("environment", environment, []);
  const found = [
    // What is encrypted cannot be judged by its form.
    ...problems.filter(({ path: at = [] }) => !encrypted.some((place) => startsWith(at, place))),
    ...misplacedSecrets(sectionSchemas.environment, environment, encrypted),
  ];
  const all = [...source.problems, ...found.map((problem) => placed(problem, source))];
  if (all.length > 0) throw new ConfigurationError(inFileOrder(all));
  return value as ResolvedEnvironment;
}

/**
 * Checks the environment as a Pulumi program gets it, secrets decrypted. Mistakes come with their place in the stack's
 * file where that file holds this very value; with `--config-file` it may not, and then they come without.
 *
 * @param stack - the stack's name, with or without its organization and project
 * @param value - `new pulumi.Config("portcullis").requireObject("environment")`
 * @param stackFile - path of the stack's file. Default: `Pulumi.<stack>.yaml` in the working folder
 * @returns the environment with all defaults filled in
 * @throws ConfigurationError that lists every mistake
 */
export function loadEnvironment(
  stack: string,
  value: unknown,
  stackFile: string = `Pulumi.${stack.split("/").at(-1)}.yaml`,
): ResolvedEnvironment {
  const { value: resolved, problems } = inspect("environment", value, []);
  if (problems.length === 0) return resolved as ResolvedEnvironment;
  const source = readStackFile(stackFile);
  if (!source || !isDeepStrictEqual(source.environment, masked(value, source.encrypted)))
    throw new ConfigurationError(problems);
  throw new ConfigurationError(inFileOrder(problems.map((problem) => placed(problem, source))));
}

function readStackFile(file: string): StackFile | undefined {
  return existsSync(file) ? parseStackFile(path.relative("", file), readFileSync(file, "utf8")) : undefined;
}

function placed(problem: Problem, source: StackFile): Problem {
  return { ...problem, position: source.position(problem.path ?? []) };
}

function inFileOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    ({ position: a }, { position: b }) =>
      (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0),
  );
}

function startsWith(path: Path, beginning: Path): boolean {
  return beginning.every((step, index) => path[index] === step);
}

/** A copy of `value` with the text `[secret]` at each of `places`, as a stack's file is read. */
function masked(value: unknown, places: readonly Path[], at: Path = []): unknown {
  if (places.some((place) => place.length === at.length && startsWith(at, place))) return hidden;
  if (Array.isArray(value)) return value.map((item, index) => masked(item, places, [...at, index]));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, masked(item, places, [...at, key])]),
  );
}
