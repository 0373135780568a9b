import type { EnforcementLevel, PolicyConfigSchema } from "@pulumi/policy";
import { type Exemption, exemptionsSchema } from "./exemptions";
import type { Levels } from "./levels";
import type { Rule } from "./rule";

/** What the policy configuration says about one rule; parameters of its own beside these. */
export interface RuleConfiguration {
  /** Level on all stacks. */
  enforcementLevel?: EnforcementLevel;
  /** Levels by stack. */
  levels?: Levels;
  /** Resources that may break it for a time. */
  exemptions?: Exemption[];
  [parameter: string]: unknown;
}

/** The policy configuration, by the rules' ids. */
export type Configuration = ReadonlyMap<string, RuleConfiguration>;

/** The rule's configuration schema: its parameters, levels by stack, exemptions. */
export function configSchema(rule: Rule): PolicyConfigSchema {
  return {
    properties: {
      ...rule.parameters,
      levels: {
        type: "array",
        description:
          "Levels by stack: the first entry whose regular expression matches the stack's name decides.",
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
            level: { type: "string", enum: ["advisory", "mandatory", "remediate", "disabled"] },
          },
        },
      },
      exemptions: exemptionsSchema,
    },
  };
}
