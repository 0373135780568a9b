import { compiled } from "./compiler";
import { inconsistencies } from "./consistency";
import { describe } from "./describe";
import type { Path } from "./path";
import { ConfigurationError, type Problem } from "./problems";
import { sectionSchemas, type ResolvedSections, type SectionName } from "./sections";

/** What {@link inspect} finds. */
export interface Inspection {
  /** A copy of the value with the defaults filled in; of the section's type only where there are no problems. */
  value: unknown;
  /** All mistakes. */
  problems: Problem[];
}

/**
 * Checks one section of the configuration against its schema and fills in the defaults.
 *
 * @param section - which section
 * @param value - what the user wrote; it is not changed
 * @param at - where it stands, as the beginning of every path
 */
export function inspect(section: SectionName, value: unknown, at: Path): Inspection {
  const copy: unknown = structuredClone(value ?? {});
  const schema = sectionSchemas[section];
  const check = compiled(schema.$id);
  const wrong = check(copy) ? [] : describe(check.errors ?? [], copy, schema);
  const problems = [...wrong, ...inconsistencies(section, copy, wrong)];
  return { value: copy, problems: problems.map((one) => ({ ...one, path: [...at, ...(one.path ?? [])] })) };
}

/**
 * Checks one section of the configuration against its schema and fills in the defaults.
 *
 * @param section - which section
 * @param value - what the user wrote; it is not changed
 * @param at - where it stands, as the beginning of every path in the error
 * @returns a copy of `value` with all defaults filled in
 * @throws ConfigurationError that lists every mistake with its path, the value found and what is allowed
 */
export function resolve<S extends SectionName>(
  section: S,
  value: unknown,
  at: string = section,
): ResolvedSections[S] {
  const { value: resolved, problems } = inspect(section, value, at === "" ? [] : [at]);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return resolved as ResolvedSections[S];
}
