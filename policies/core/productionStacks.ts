import type { Parameter } from "./rule";
import type { Subject } from "./subject";

/** The names of the stacks that serve users: a parameter of rules that are for these alone. */
export const productionStacks = {
  stacks: {
    type: "string",
    format: "regex",
    default: "^prod",
    description: "Regular expression on the names of the stacks that serve users.",
  },
} satisfies Record<string, Parameter>;

/** Whether the stack is one of {@link productionStacks}. */
export function servesUsers(subject: Subject): boolean {
  return new RegExp(subject.parameter<string>("stacks")).test(subject.stack);
}
