import { Judge, type Judgement } from "../../policies/core/judge";
import type { Resource, ResourceOptions } from "../../policies/core/resource";
import type { Rule } from "../../policies/core/rule";
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
  /** Default: none is set. */
  options?: Partial<ResourceOptions>;
  /** What else is in the stack, for rules that look at all of it. Default: nothing. */
  others?: Other[];
  /** Default: `prod`. */
  stack?: string;
  /** Plain configuration of the stack. */
  config?: Record<string, string>;
  /** Keys of it that are encrypted. */
  secretKeys?: string[];
  parameters?: Record<string, unknown>;
}

/** Another resource of an example's stack. */
export interface Other {
  type: string;
  properties?: Record<string, unknown>;
  options?: Partial<ResourceOptions>;
  /** Its properties that are computed from the example's resource, as `bucket: thing.id` is. */
  computedFromThing?: string[];
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

/** Makes resources of one type, by default of the rule's first. */
export function ofType(type?: string): (value: Record<string, unknown>) => Example {
  return (value) => properties(value, type);
}

/** A resource of these properties. */
export function properties(value: Record<string, unknown>, type?: string): Example {
  return { properties: value, ...(type && { type }) };
}

/** A policy document as JSON text, as most programs give it. */
export function policy(...statements: Record<string, unknown>[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

const urnOf = (name: string): string => `urn:pulumi:prod::test::example::${name}`;

/** A resource that is no example of its own. */
export function resource(
  name: string,
  { type, properties = {}, options, computedFromThing = [] }: Other,
): Resource {
  return {
    type,
    name,
    urn: urnOf(name),
    properties: new Value(keepSecrets(properties)),
    options: { protect: false, ignoreChanges: [], ...options },
    propertyDependencies: Object.fromEntries(
      computedFromThing.map((property) => [property, [urnOf("thing")]]),
    ),
  };
}

/** Puts an example before a rule, alone and among the others of its stack. */
export function judge(rule: Rule, example: Example): Judgement {
  const info: StackInfo = {
    stack: example.stack ?? "prod",
    preview: true,
    config: new Map(Object.entries(example.config ?? {})),
    secretKeys: new Set(example.secretKeys),
  };
  setStackInfo(info);
  const thing = resource("thing", { ...example, type: example.type ?? rule.types[0] });
  const others = (example.others ?? []).map((other, at) => resource(`other${at}`, other));
  const configuration = new Map([[rule.id, { ...example.parameters }]]);
  const judge = new Judge({ rules: [rule], stack: info.stack, configuration });
  const judgements = [...judge.inputs(thing), ...judge.outputs([thing, ...others])].filter(
    (one) => one.resource === thing,
  );
  // A component's settings are looked at as inputs and as outputs.
  const findings = new Map(
    judgements.flatMap((one) => one.findings).map((finding) => [JSON.stringify(finding), finding]),
  );
  return {
    rule,
    resource: thing,
    look: "inputs",
    level: judge.level(rule),
    findings: [...findings.values()],
    undecided: [...new Set(judgements.flatMap(({ undecided }) => undecided))],
  };
}
