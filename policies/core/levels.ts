import type { EnforcementLevel } from "@pulumi/policy";
import type { Severity } from "./rule";

/** Levels by pattern: the first regular expression that matches the stack's name decides. */
export type Levels = { stacks: string; level: Exclude<EnforcementLevel, "remediate"> }[];

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
export function levelFor(levels: Levels, stack: string): Levels[number]["level"] | undefined {
  return levels.find(({ stacks }) => new RegExp(stacks).test(stack))?.level;
}
