import type { EnforcementLevel } from "@pulumi/policy";
import type { Severity } from "./rule";

/** Levels by pattern: the first regular expression that matches the stack's name decides. */
export type Levels = { stacks: string; level: EnforcementLevel }[];

/** Level of a rule on stacks that no pattern matches. */
export function defaultLevel(severity: Severity): EnforcementLevel {
  return severity === "low" ? "advisory" : "mandatory";
}

/**
 * Levels by stack where nothing is configured: what opens a way in is refused everywhere, what thins a defence is only
 * pointed out while people try things out, and small things are refused in production alone.
 */
export function defaultLevels(severity: Severity): Levels {
  switch (severity) {
    case "critical":
    case "high":
      return [];
    case "medium":
      return [{ stacks: "^(dev|sandbox)", level: "advisory" }];
    case "low":
      return [{ stacks: "^prod", level: "mandatory" }];
  }
}

/** The level for a stack, undefined where no pattern matches. */
export function levelFor(levels: Levels, stack: string): EnforcementLevel | undefined {
  return levels.find(({ stacks }) => new RegExp(stacks).test(stack))?.level;
}

/**
 * The level that holds: `disabled` for all stacks first, then the levels by stack, then the one for all stacks.
 *
 * @param severity the rule's
 * @param everywhere the level that the configuration gives for all stacks; the engine fills in the default
 * @param levels levels by stack of the configuration
 * @param stack the stack's name
 */
export function effectiveLevel(
  severity: Severity,
  everywhere: EnforcementLevel | undefined,
  levels: Levels | undefined,
  stack: string,
): EnforcementLevel {
  if (everywhere === "disabled") return everywhere;
  const usual = defaultLevel(severity);
  // Somebody who asks for another level means all stacks.
  const byDefault = everywhere === undefined || everywhere === usual ? defaultLevels(severity) : [];
  return levelFor(levels ?? byDefault, stack) ?? everywhere ?? usual;
}
