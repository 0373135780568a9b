import type { StackValidationPolicy } from "@pulumi/policy";
import type { Rule } from "./rule";
import type { Subject } from "./subject";
import { stackInfo } from "./wire";

/** Most places that one line names; the number of all is said. */
const NAMED = 3;

/** Keeps account of what a preview cannot decide, so that it never counts as passed without a word. */
export class Undecidable {
  private readonly places = new Map<string, Set<string>>();

  /** Takes note of a rule's outcome on one resource; a later one of the same resource stands for the earlier. */
  note(rule: Rule, urn: string, subject: Subject | undefined): void {
    const name = urn.slice(urn.lastIndexOf("::") + 2);
    const places = this.places.get(rule.id) ?? new Set();
    this.places.set(rule.id, places);
    for (const path of subject?.undecided ?? []) places.add(`${name}: ${path}`);
  }

  /** What is undecided, a line for each rule. */
  lines(): string[] {
    return [...this.places]
      .filter(([, places]) => places.size > 0)
      .map(([rule, places]) => {
        const named = [...places].slice(0, NAMED).join("; ");
        const more = places.size - NAMED;
        return `  ${rule}: ${named}${more > 0 ? `; and ${more} more` : ""}`;
      });
  }

  /** A policy that says in one advisory what the preview could not decide; `pulumi up` decides it. */
  policy(): StackValidationPolicy {
    return {
      name: "undecided-in-preview",
      displayName: "Says what a preview cannot decide",
      description: "Values that are known only at pulumi up are checked there, before their resource is made",
      enforcementLevel: "advisory",
      validateStack: (_args, report) => {
        const lines = this.lines();
        if (stackInfo().preview && lines.length > 0) {
          report(`not decided in this preview, checked by pulumi up:\n${lines.join("\n")}`);
        }
      },
    };
  }
}
