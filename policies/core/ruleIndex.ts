import type { Rule } from "./rule";

/** Components of ours register what they were resolved to as outputs too: there they are found when inputs lack it. */
const COMPONENT = "portcullis:";

/** Whether a rule looks at resources of a type. */
export function appliesTo(rule: Rule, type: string): boolean {
  return rule.types.some(
    (token) => token === "*" || (token.endsWith(":") ? type.startsWith(token) : type === token),
  );
}

/** The rules for one type of resource, by what they look at. */
export interface RulesOfType {
  /** What it is asked to be. */
  inputs: readonly Rule[];
  /** What it turned out to be. */
  outputs: readonly Rule[];
  /** What it is among all of its stack. */
  stack: readonly Rule[];
}

/** Finds the rules for a type without asking each of them: most types have few. */
export class RuleIndex {
  private readonly byType = new Map<string, RulesOfType>();

  /** @param rules the rules to choose from */
  constructor(private readonly rules: readonly Rule[]) {}

  /** The rules for a type. */
  of(type: string): RulesOfType {
    let found = this.byType.get(type);
    if (found === undefined) {
      const rules = this.rules.filter((rule) => appliesTo(rule, type));
      const checks = rules.filter(({ check }) => check);
      found = {
        inputs: checks.filter(({ phase }) => phase !== "outputs"),
        outputs: checks.filter(
          ({ phase, types }) =>
            phase === "outputs" ||
            (type.startsWith(COMPONENT) && types.some((token) => token.startsWith(COMPONENT))),
        ),
        stack: rules.filter(({ checkStack }) => checkStack),
      };
      this.byType.set(type, found);
    }
    return found;
  }
}
