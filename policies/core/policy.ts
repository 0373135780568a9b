import type {
  PolicyConfigSchema,
  PolicyResource,
  PolicyResourceOptions,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { appliesTo, evaluate, evaluateInStack } from "./evaluate";
import { defaultLevel, defaultLevels, levelFor, type Levels } from "./levels";
import { message } from "./message";
import type { Resource } from "./resource";
import type { Rule } from "./rule";
import { Stack } from "./stack";
import type { Subject } from "./subject";
import type { Undecidable } from "./undecidable";
import { Value } from "./value";
import { stackInfo } from "./wire";

/** Components of ours register what they were resolved to as outputs too: there they are found when inputs lack it. */
const COMPONENT = "portcullis:";

/** What @pulumi/policy hands to a rule; both of its shapes have these. */
interface Handed {
  type: string;
  name: string;
  urn: string;
  props: Record<string, unknown>;
  opts: PolicyResourceOptions;
}

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

/** @pulumi/policy takes an object too, with a level of its own; its types say so only from 1.22 on. */
type ReportWithLevel = (violation: { message: string; urn: string; enforcementLevel?: string }) => void;

/** The policy's configuration schema: the rule's parameters, and levels by stack. */
export function configSchema(rule: Rule): PolicyConfigSchema {
  return {
    properties: {
      ...rule.parameters,
      levels: {
        type: "array",
        description:
          "Levels by stack: the first entry whose regular expression matches the stack's name decides.",
        default: defaultLevels(rule.severity),
        items: {
          type: "object",
          additionalProperties: false,
          required: ["stacks", "level"],
          properties: {
            stacks: {
              type: "string",
              format: "regex",
              description: "Regular expression on the stack's name.",
            },
            level: { type: "string", enum: ["advisory", "mandatory", "disabled"] },
          },
        },
      },
    },
  };
}

type Evaluate = (stack: string, parameters: Record<string, unknown>) => Subject;

/** Lets a rule look and reports what breaks it; the outcome is undefined where the rule is switched off. */
function judge(
  rule: Rule,
  look: Evaluate,
  config: Record<string, unknown>,
  said: Set<string>,
  report: ReportViolation,
): Subject | undefined {
  const { stack } = stackInfo();
  const { levels = defaultLevels(rule.severity), ...parameters } = config as { levels?: Levels };
  const level = levelFor(levels, stack);
  if (level === "disabled") return undefined;
  const subject = look(stack, parameters);
  const { resource } = subject;
  for (const finding of subject.findings) {
    const key = `${resource.urn}\n${finding.path}\n${finding.found}`;
    if (said.has(key)) continue;
    said.add(key);
    (report as unknown as ReportWithLevel)({
      message: message(rule, resource, finding),
      urn: resource.urn,
      ...(level && { enforcementLevel: level }),
    });
  }
  return subject;
}

/**
 * Makes a rule a policy of @pulumi/policy.
 *
 * @param undecidable takes note of what can be decided only at `pulumi up`
 */
export function toPolicy(
  rule: Rule,
  undecidable: Undecidable,
): ResourceValidationPolicy & Partial<StackValidationPolicy> {
  const common = {
    name: rule.id,
    displayName: rule.title,
    description: rule.title,
    severity: rule.severity,
    enforcementLevel: defaultLevel(rule.severity),
    remediationSteps: rule.mend,
    tags: rule.maps.practices.map((practice) => practice.toLowerCase().replaceAll(" ", "-")),
    configSchema: configSchema(rule),
  };
  // What was said of a component's inputs is not said again of its outputs.
  const said = new Set<string>();
  const consider = (
    { urn }: Handed,
    look: Evaluate,
    config: Record<string, unknown>,
    report: ReportViolation,
  ): void => undecidable.note(rule, urn, judge(rule, look, config, said, report));
  const looksAtOutputs =
    rule.check && (rule.phase === "outputs" || rule.types.some((type) => type.startsWith(COMPONENT)));
  return {
    ...common,
    ...(rule.check &&
      rule.phase !== "outputs" && {
        validateResource: (args, report) => {
          if (!appliesTo(rule, args.type)) return;
          const look: Evaluate = (stack, parameters) => evaluate(rule, resourceOf(args), stack, parameters);
          consider(args, look, args.getConfig(), report);
        },
      }),
    ...((looksAtOutputs || rule.checkStack) && {
      validateStack: (args, report) => {
        const all = new Stack(args.resources.map(memberOf));
        args.resources.forEach((handed, at) => {
          if (!appliesTo(rule, handed.type)) return;
          const resource = all.resources[at]!;
          if (looksAtOutputs && (rule.phase === "outputs" || handed.type.startsWith(COMPONENT))) {
            const look: Evaluate = (stack, parameters) => evaluate(rule, resource, stack, parameters);
            consider(handed, look, args.getConfig(), report);
          }
          if (rule.checkStack) {
            const look: Evaluate = (stack, parameters) =>
              evaluateInStack(rule, resource, all, stack, parameters);
            consider(handed, look, args.getConfig(), report);
          }
        });
      },
    }),
  };
}
