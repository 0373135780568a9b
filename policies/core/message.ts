import type { Resource } from "./resource";
import type { Rule } from "./rule";
import type { Finding } from "./subject";

/** What a user reads: resource, place, what is wrong, why it matters, and how to mend it. */
export function message(rule: Rule, resource: Resource, finding: Finding): string {
  const place = finding.path ? `${resource.name}: ${finding.path}` : resource.name;
  return [
    `${rule.id} (${rule.severity}): ${rule.title}`,
    `  ${place} ${finding.found}`,
    `  why: ${rule.why}`,
    `  mend: ${rule.mend}`,
  ].join("\n");
}
