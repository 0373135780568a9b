import { evaluate } from "../../policies/core/evaluate";
import type { Rule } from "../../policies/core/rule";
import type { Subject } from "../../policies/core/subject";
import { Value } from "../../policies/core/value";
import { keepSecrets, type StackInfo, setStackInfo } from "../../policies/core/wire";

/** What Pulumi's engine sends for a text that is not known in preview. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A secret as Pulumi's engine sends it. */
export function secret(value: unknown): Record<string, unknown> {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** A resource for a rule: its properties, and what differs from a usual one. */
export interface Example {
  properties?: Record<string, unknown>;
  /** Default: the rule's first type. */
  type?: string;
  /** Default: `prod`. */
  stack?: string;
  /** Plain configuration of the stack. */
  config?: Record<string, string>;
  /** Keys of it that are encrypted. */
  secretKeys?: string[];
  parameters?: Record<string, unknown>;
}

/** Resources for one rule. */
export interface Examples {
  /** Each breaks the rule at the place that is its key. */
  fails: [place: string, example: Example][];
  /** None breaks it. */
  passes: Example[];
  /** None can be decided before `pulumi up`. Left out where a rule looks only at what is always known. */
  unknown?: Example[];
}

/** A resource of these properties. */
export function properties(value: Record<string, unknown>, type?: string): Example {
  return { properties: value, ...(type && { type }) };
}

/** A policy document as JSON text, as most programs give it. */
export function policy(...statements: Record<string, unknown>[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** Puts an example before a rule. */
export function judge(rule: Rule, example: Example): Subject {
  const info: StackInfo = {
    stack: example.stack ?? "prod",
    preview: true,
    config: new Map(Object.entries(example.config ?? {})),
    secretKeys: new Set(example.secretKeys),
  };
  setStackInfo(info);
  const type = example.type ?? rule.types[0];
  const properties = new Value(keepSecrets(example.properties ?? {}));
  return evaluate(rule, { type, name: "thing", properties }, info.stack, example.parameters);
}
