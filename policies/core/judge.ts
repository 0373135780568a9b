import type { EnforcementLevel } from "@pulumi/policy";
import type { Configuration } from "./configuration";
import { type Exemption, exemptionFor, type Standing } from "./exemptions";
import { effectiveLevel } from "./levels";
import type { Resource } from "./resource";
import type { Rule } from "./rule";
import { RuleIndex, type RulesOfType } from "./ruleIndex";
import { Stack } from "./stack";
import { type Finding, Subject } from "./subject";

/** What one rule made of one resource. */
export interface Judgement {
  rule: Rule;
  resource: Resource;
  /** What of it the rule looked at. */
  look: keyof RulesOfType;
  /** Level on this stack; never `disabled`. */
  level: EnforcementLevel;
  /** What breaks the rule. */
  findings: readonly Finding[];
  /** Places that have to be known for a decision. */
  undecided: readonly string[];
  /** Where the findings count or not: the exemption that names the resource. */
  exemption?: Standing;
}

/** Under what rules are judged. */
export interface JudgeOptions {
  rules: readonly Rule[];
  /** Name of the stack. */
  stack: string;
  /** Default: nothing is configured. */
  configuration?: Configuration;
  /** What day it is, for exemptions. Default: the system's clock. */
  clock?: () => Date;
}

interface Settings {
  level: EnforcementLevel;
  parameters: Record<string, unknown>;
  exemptions: readonly Exemption[];
}

/** Puts the resources of a stack before the rules: for the policy pack and for reports alike. */
export class Judge {
  private readonly index: RuleIndex;
  private readonly settings = new Map<Rule, Settings>();
  private readonly used = new Set<Exemption>();
  private readonly clock: () => Date;

  /** @param options rules and what is configured */
  constructor(private readonly options: JudgeOptions) {
    this.index = new RuleIndex(options.rules);
    this.clock = options.clock ?? (() => new Date());
  }

  /** Judges what a resource is asked to be. */
  inputs(resource: Resource): Judgement[] {
    return this.index
      .of(resource.type)
      .inputs.flatMap((rule) => this.judge(rule, resource, "inputs", (subject) => rule.check?.(subject)));
  }

  /** Judges what all resources of a stack turned out to be, each alone and among the others. */
  outputs(resources: readonly Resource[]): Judgement[] {
    const stack = new Stack(resources);
    return resources.flatMap((resource) => {
      const rules = this.index.of(resource.type);
      return [
        ...rules.outputs.flatMap((rule) =>
          this.judge(rule, resource, "outputs", (subject) => rule.check?.(subject)),
        ),
        ...rules.stack.flatMap((rule) =>
          this.judge(rule, resource, "stack", (subject) => rule.checkStack?.(subject, stack)),
        ),
      ];
    });
  }

  /** The level of a rule on this stack. */
  level(rule: Rule): EnforcementLevel {
    return this.settingsOf(rule).level;
  }

  /** Exemptions that no resource has needed so far, with their rules. */
  unusedExemptions(): { rule: Rule; exemption: Exemption }[] {
    return this.options.rules
      .filter((rule) => this.level(rule) !== "disabled")
      .flatMap((rule) => this.settingsOf(rule).exemptions.map((exemption) => ({ rule, exemption })))
      .filter(({ exemption }) => !this.used.has(exemption));
  }

  private judge(
    rule: Rule,
    resource: Resource,
    look: Judgement["look"],
    check: (subject: Subject) => void,
  ): Judgement[] {
    const { level, parameters, exemptions } = this.settingsOf(rule);
    if (level === "disabled") return [];
    const subject = new Subject(resource, this.options.stack, parameters);
    subject.attempt(() => check(subject));
    const { findings, undecided } = subject;
    const judgement: Judgement = { rule, resource, look, level, findings, undecided };
    if (exemptions.length > 0 && findings.length + undecided.length > 0) {
      const standing = exemptionFor(exemptions, resource, this.clock());
      if (standing) {
        this.used.add(standing.exemption);
        judgement.exemption = standing;
      }
    }
    return [judgement];
  }

  private settingsOf(rule: Rule): Settings {
    let found = this.settings.get(rule);
    if (found === undefined) {
      const {
        enforcementLevel,
        levels,
        exemptions = [],
        ...parameters
      } = this.options.configuration?.get(rule.id) ?? {};
      const defaults = Object.entries(rule.parameters ?? {}).map(([name, schema]) => [name, schema.default]);
      found = {
        level: effectiveLevel(rule.severity, enforcementLevel, levels, this.options.stack),
        parameters: { ...(Object.fromEntries(defaults) as Record<string, unknown>), ...parameters },
        exemptions,
      };
      this.settings.set(rule, found);
    }
    return found;
  }
}

/** What a judgement comes to. */
export type Outcome = "violation" | "exempt" | "undecided" | "passed";

/** What a judgement comes to: what is wrong counts before what is not known. */
export function outcome({
  findings,
  undecided,
  exemption,
}: Pick<Judgement, "findings" | "undecided" | "exemption">): Outcome {
  if (findings.length > 0) return exemption?.state === "valid" ? "exempt" : "violation";
  return undecided.length > 0 ? "undecided" : "passed";
}
