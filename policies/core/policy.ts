import type {
  PolicyConfigSchema,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { appliesTo, evaluate } from "./evaluate";
import { defaultLevel, defaultLevels, levelFor, type Levels } from "./levels";
import { message } from "./message";
import type { Rule } from "./rule";
import type { Resource, Subject } from "./subject";
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

/** Puts a resource before a rule and reports what breaks it; the outcome is undefined where the rule is switched off. */
function judge(
  rule: Rule,
  handed: Handed,
  config: Record<string, unknown>,
  said: Set<string>,
  report: ReportViolation,
): Subject | undefined {
  const { stack } = stackInfo();
  const { levels = defaultLevels(rule.severity), ...parameters } = config as { levels?: Levels };
  const level = levelFor(levels, stack);
  if (level === "disabled") return undefined;
  const resource: Resource = { type: handed.type, name: handed.name, properties: new Value(handed.props) };
  const subject = evaluate(rule, resource, stack, parameters);
  for (const finding of subject.findings) {
    const key = `${handed.urn}\n${finding.path}\n${finding.found}`;
    if (said.has(key)) continue;
    said.add(key);
    (report as unknown as ReportWithLevel)({
      message: message(rule, resource, finding),
      urn: handed.urn,
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
  const consider = (handed: Handed, config: Record<string, unknown>, report: ReportViolation): void =>
    undecidable.note(rule, handed.urn, judge(rule, handed, config, said, report));
  const looksAtOutputs = rule.phase === "outputs" || rule.types.some((type) => type.startsWith(COMPONENT));
  return {
    ...common,
    ...(rule.phase !== "outputs" && {
      validateResource: (args, report) => {
        if (appliesTo(rule, args.type)) consider(args, args.getConfig(), report);
      },
    }),
    ...(looksAtOutputs && {
      validateStack: (args, report) => {
        for (const resource of args.resources) {
          if (!appliesTo(rule, resource.type)) continue;
          if (rule.phase !== "outputs" && !resource.type.startsWith(COMPONENT)) continue;
          consider(resource, args.getConfig(), report);
        }
      },
    }),
  };
}
