import { worldParameters } from "../../core/addressRange";
import type { Rule } from "../../core/rule";
import { coveredPorts, eachRule, eachWorldRange, INGRESS_TYPES } from "./groupRules";

/** Makes the rule that keeps the world away from some TCP ports. */
export function openService(
  rule: Omit<Rule, "types" | "parameters" | "phase" | "check">,
  ports: readonly number[],
): Rule {
  return {
    ...rule,
    types: INGRESS_TYPES,
    parameters: {
      ...worldParameters,
      ports: {
        type: "array",
        items: { type: "integer", minimum: 0, maximum: 65535 },
        default: [...ports],
        description: "TCP ports that the world must not reach.",
      },
    },
    check: (subject) => {
      eachRule(subject, "ingress", (ingress) => {
        const open = coveredPorts(ingress, subject.parameter<number[]>("ports"));
        if (open.length === 0) return;
        const named = open.length > 3 ? `${open.slice(0, 3).join(", ")} and more` : open.join(", ");
        eachWorldRange(subject, ingress, (range, text) => {
          subject.report(range, `is ${text}: port ${named} is open to the world`);
        });
      });
    },
  };
}
