import { ConfigurationError, type Problem } from "./problems";
import { shown } from "./shown";

/** Setting that counts how often each bundle is brought to its host anew, by the name of its resource. */
export const mendKey = "portcullis:mend";

/**
 * What is wrong with a value of {@link mendKey}.
 *
 * @param value - as the stack's file or Pulumi's configuration has it
 * @returns the mistakes, with paths from the value's top
 */
export function mendProblems(value: unknown): Problem[] {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return [
      { path: [], message: `must name bundles, such as { api1-edge: 1 } (got ${shown(value, [], false)})` },
    ];
  return Object.entries(value)
    .filter(([, count]) => !Number.isSafeInteger(count) || (count as number) < 1)
    .map(([name, count]) => ({
      path: [name],
      message: `must be a whole number from 1 on (got ${shown(count, [name], false)})`,
    }));
}

/**
 * How often a bundle has been brought anew.
 *
 * @param marks - value of {@link mendKey}; undefined where it is not set
 * @param resource - name of the bundle's resource
 * @returns 0 where it has no mark
 * @throws ConfigurationError where a mark is none
 */
export function mendCount(marks: unknown, resource: string): number {
  if (marks === undefined) return 0;
  const problems = mendProblems(marks);
  if (problems.length > 0)
    throw new ConfigurationError(
      problems.map(({ path = [], message }) => ({ message: `${[mendKey, ...path].join(".")} ${message}` })),
    );
  return new Map(Object.entries(marks as Record<string, number>)).get(resource) ?? 0;
}
