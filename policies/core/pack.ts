import type { EnforcementLevel, Policies, PolicyResource, PolicyResourceOptions } from "@pulumi/policy";
import { configSchema, type Configuration } from "./configuration";
import { type Judgement, Judge, outcome } from "./judge";
import { defaultLevel } from "./levels";
import { exemptionText, message, place } from "./message";
import { proxyTarget } from "./proxyTarget";
import { remedied } from "./remediation";
import type { Resource } from "./resource";
import type { Rule } from "./rule";
import { Undecidable } from "./undecidable";
import { Value } from "./value";
import { keepSecrets, restoreSecrets, stackInfo } from "./wire";

/** What @pulumi/policy hands to a policy; both of its shapes have these. */
interface Handed {
  type: string;
  name: string;
  urn: string;
  props: Record<string, unknown>;
  opts: PolicyResourceOptions;
}

/** @pulumi/policy takes an object too, in another policy's name; its types say so only from 1.22 on. */
type Report = (violation: {
  name: string;
  message: string;
  description: string;
  enforcementLevel: EnforcementLevel;
  severity?: Rule["severity"];
  urn?: string;
}) => void;

function resourceOf(handed: Handed): Resource {
  const { type, name, urn, props, opts } = handed;
  return { type, name, urn, properties: new Value(props), options: opts };
}

/** The same with what is known of the whole stack alone. */
function memberOf(handed: PolicyResource): Resource {
  const dependencies = Object.entries(handed.propertyDependencies).map(
    ([property, resources]) => [property, resources.map(({ urn }) => urn)] as const,
  );
  const parent = handed.opts.parent ?? handed.parent?.urn;
  return {
    ...resourceOf(handed),
    options: { ...handed.opts, ...(parent !== undefined && { parent }) },
    propertyDependencies: Object.fromEntries(dependencies),
  };
}

/** The level that a judgement is reported with. */
function reportedLevel({ level }: Judgement): EnforcementLevel {
  // What is still wrong after its remediation is refused.
  return level === "remediate" ? "mandatory" : level;
}

/** What {@link Pack} is made of. */
export interface PackOptions {
  rules: readonly Rule[];
  /** Is given every judgement, and then no violation fails the run: for reports. */
  record?: (judgements: readonly Judgement[]) => void;
}

const NOTES = {
  judge: "portcullis",
  undecided: "undecided-in-preview",
  unused: "exemption-unused",
} as const;

/** Serves rules as policies of @pulumi/policy. */
export class Pack {
  private judge: Judge;
  private configuration: Configuration = new Map();
  private readonly undecidable = new Undecidable();
  // What was said of a component's inputs is not said again of its outputs.
  private readonly said = new Set<string>();

  /** @param options the rules */
  constructor(private readonly options: PackOptions) {
    this.judge = new Judge({ rules: options.rules, stack: "" });
  }

  /**
   * Takes the policy configuration for the stack that the engine has told of.
   *
   * @returns levels by rule
   */
  configure(configuration: Configuration): Map<string, EnforcementLevel> {
    const { rules } = this.options;
    this.configuration = configuration;
    this.judge = new Judge({ rules, configuration, stack: stackInfo().stack });
    return new Map(rules.map((rule) => [rule.id, this.judge.level(rule)]));
  }

  /**
   * A policy for each rule, which carries its texts, its configuration and its remediation, and one that judges by all of
   * them: @pulumi/policy unpacks every resource again for each policy that looks at it.
   */
  policies(): Policies {
    const note = (name: string, description: string): Policies[number] => ({
      name,
      displayName: description,
      description,
      enforcementLevel: "advisory",
    });
    return [
      ...this.options.rules.map((rule) => this.policy(rule)),
      note(NOTES.undecided, "Says what a preview cannot decide, which pulumi up does"),
      note(NOTES.unused, "Says which exemptions nothing needs"),
      {
        ...note(NOTES.judge, "Puts every resource before the rules"),
        validateResource: (args, report) =>
          this.tell(this.judge.inputs(resourceOf(args)), report as unknown as Report),
        validateStack: (args, report) => {
          this.tell(this.judge.outputs(args.resources.map(memberOf)), report as unknown as Report);
          this.conclude(report as unknown as Report);
        },
      },
    ];
  }

  private policy(rule: Rule): Policies[number] {
    const policy = {
      name: rule.id,
      displayName: rule.title,
      description: rule.title,
      severity: rule.severity,
      enforcementLevel: defaultLevel(rule.severity),
      remediationSteps: rule.mend,
      tags: rule.maps.practices.map((practice) => practice.toLowerCase().replaceAll(" ", "-")),
      configSchema: configSchema(rule),
      ...(rule.remediate && {
        remediateResource: (args: Handed) => this.remediate(rule, args),
      }),
    };
    return policy;
  }

  private remediate(rule: Rule, args: Handed): Record<string, unknown> | undefined {
    if (this.options.record) return undefined;
    // Those of a remediation before this one are as the engine has them.
    const inputs = keepSecrets(proxyTarget(args.props)) as Record<string, unknown>;
    const resource = { ...resourceOf(args), properties: new Value(inputs) };
    const judgement = this.judge.inputs(resource).find((one) => one.rule === rule);
    const changed = judgement && remedied(judgement, inputs);
    return changed && (restoreSecrets(changed) as Record<string, unknown>);
  }

  private tell(judgements: readonly Judgement[], report: Report): void {
    this.options.record?.(judgements);
    for (const judgement of judgements) {
      this.undecidable.note(judgement);
      const { rule, resource, findings, exemption } = judgement;
      const exempt = outcome(judgement) === "exempt";
      for (const finding of findings) {
        const key = `${rule.id}\n${resource.urn}\n${finding.path}\n${finding.found}`;
        if (this.said.has(key)) continue;
        this.said.add(key);
        report({
          name: rule.id,
          description: rule.title,
          severity: rule.severity,
          urn: resource.urn,
          message: exempt
            ? `${rule.id}: ${exemptionText(exemption!)}\n  ${place(judgement, finding)}`
            : message(judgement, finding),
          enforcementLevel: exempt || this.options.record ? "advisory" : reportedLevel(judgement),
        });
      }
    }
  }

  /** Says at the end what no resource tells by itself. */
  private conclude(report: Report): void {
    const say = (name: string, description: string, lines: readonly string[]): void => {
      if (lines.length === 0 || this.configuration.get(name)?.enforcementLevel === "disabled") return;
      report({
        name,
        description,
        message: `${description}:\n${lines.join("\n")}`,
        enforcementLevel: "advisory",
      });
    };
    if (stackInfo().preview) {
      say(NOTES.undecided, "not decided in this preview, checked by pulumi up", this.undecidable.lines());
    }
    const unused = this.judge
      .unusedExemptions()
      .map(({ rule, exemption }) => `  ${rule.id}: ${exemption.resource} (${exemption.reason})`);
    say(NOTES.unused, "exemptions that no resource needs, to be removed from the configuration", unused);
  }
}
