import { ConfigurationError } from "../model/problems";
import { resolve } from "../model/resolve";
import { isSecret } from "../model/secrets";
import { type ResolvedSections, sectionSchemas, type SectionName } from "../model/sections";
import type { Given } from "./given";

/**
 * Checks the argument `settings` of a component, all of it known.
 *
 * @param section - which section of the configuration they are
 * @param settings - the argument
 * @returns the settings with their defaults, secrets in plain text: the component that they are for knows which are
 * @throws ConfigurationError where a setting is wrong, or a secret where none belongs, which would end up in plain text
 */
export function checkedSettings<S extends SectionName>(section: S, settings: Given): ResolvedSections[S] {
  const misplaced = settings.secrets.filter((path) => !isSecret(sectionSchemas[section], path));
  if (misplaced.length > 0)
    throw new ConfigurationError(
      misplaced.map((path) => ({
        path: ["settings", ...path],
        message: "must not be a secret: it would not be kept as one, and policies could not judge it",
      })),
    );
  return resolve(section, settings.value, "settings");
}
