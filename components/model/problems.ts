import { formatPath, type Path } from "./path";

/** A place in a file, counted from 1. */
export interface Position {
  /** The file's name as the user knows it, such as `Pulumi.prod.yaml`. */
  file: string;
  /** Line, from 1. */
  line: number;
  /** Column, from 1. */
  column: number;
}

/** One mistake in the configuration. */
export interface Problem {
  /**
   * Where: keys and indexes from the top of the environment, such as `["edge", "sites", 0, "names"]`. Default: the
   * problem is the file's, not a setting's.
   */
  path?: Path;
  /** What is wrong, what was found and what is allowed: the rest of a sentence that begins with the path. */
  message: string;
  /** Where in a file; default: not known. */
  position?: Position;
}

/** A problem on one line, such as `Pulumi.prod.yaml:17:9 edge.port must be >= 1 (got 0)`. */
export function formatProblem({ path, message, position }: Problem): string {
  const place = position && `${position.file}:${position.line}:${position.column}`;
  return [place, path && formatPath(path), message].filter((part) => part !== undefined).join(" ");
}

/** The configuration has mistakes; the message lists all of them, one a line. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";

  /** @param problems - the mistakes, in the order in which they should be read */
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
  }
}
