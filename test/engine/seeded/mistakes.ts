import { rules } from "../../../policies/rules";
import { examples } from "../../policy/examples";
import { type Example, type Other, UNKNOWN } from "../../policy/rule";

/** A resource of the program with all mistakes. */
export interface Mistake {
  /** Its name: the rule that it breaks. */
  name: string;
  type: string;
  properties: Record<string, unknown>;
  protect: boolean;
  ignoreChanges: readonly string[];
  /** What else the rule has to see, named after it. */
  others: Other[];
}

const STACK = "pulumi:pulumi:Stack";

/** Whether an example can stand in the program as it is. */
function fits({ stack = "prod", parameters, config }: Example): boolean {
  return stack.startsWith("prod") && !parameters && !config;
}

/** A value without the parts that are not known: what stands beside them breaks the rule all the same. */
function known<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, inside: unknown) => (inside === UNKNOWN ? undefined : inside)),
  ) as T;
}

/** One resource for each rule that looks at resources: the first of its examples that fails and fits. */
export function mistakes(): Mistake[] {
  return rules
    .filter(({ types }) => types[0] !== STACK)
    .map(({ id, types }): Mistake => {
      const candidates = examples[id]!.fails.map(([, one]) => one).filter(fits);
      const example = candidates.find((one) => !JSON.stringify(one).includes(UNKNOWN)) ?? candidates[0];
      if (!example) throw new Error(`${id} has no failing example that can stand in a program`);
      return {
        name: id,
        type: example.type ?? (types[0] === "*" ? "test:index:Resource" : types[0]),
        properties: known(example.properties ?? {}),
        protect: example.options?.protect ?? false,
        ignoreChanges: example.options?.ignoreChanges ?? [],
        others: known(example.others ?? []),
      };
    });
}
