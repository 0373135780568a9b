import type { Resource } from "./resource";
import type { Rule } from "./rule";
import type { Stack } from "./stack";
import { Subject } from "./subject";

/** The parameters' defaults. */
function defaults(rule: Rule): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(rule.parameters ?? {}).map(([name, { default: value }]) => [name, value]),
  );
}

/** Whether a rule looks at resources of a type. */
export function appliesTo(rule: Rule, type: string): boolean {
  return rule.types.some(
    (token) => token === "*" || (token.endsWith(":") ? type.startsWith(token) : type === token),
  );
}

/** Puts one resource before one rule. The resource's type must be one that the rule looks at. */
export function evaluate(
  rule: Rule,
  resource: Resource,
  stack: string,
  parameters: Record<string, unknown> = {},
): Subject {
  const subject = new Subject(resource, stack, { ...defaults(rule), ...parameters });
  subject.attempt(() => rule.check?.(subject));
  return subject;
}

/** Puts one resource among all of its stack before one rule. */
export function evaluateInStack(
  rule: Rule,
  resource: Resource,
  all: Stack,
  stack: string,
  parameters: Record<string, unknown> = {},
): Subject {
  const subject = new Subject(resource, stack, { ...defaults(rule), ...parameters });
  subject.attempt(() => rule.checkStack?.(subject, all));
  return subject;
}
