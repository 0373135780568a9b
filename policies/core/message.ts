import type { Standing } from "./exemptions";
import type { Judgement } from "./judge";
import type { Finding } from "./subject";

/** Where something was found, and what: `shop: settings.tlsProfile is "old"`. */
export function place({ resource }: { resource: { name: string } }, { path, found }: Finding): string {
  return `${resource.name}${path ? `: ${path}` : ""} ${found}`;
}

/** What an exemption comes to, in words. */
export function exemptionText({ state, daysLeft, exemption: { expires, reason } }: Standing): string {
  switch (state) {
    case "valid":
      return `exempt until ${expires}, ${daysLeft} ${daysLeft === 1 ? "day" : "days"} left: ${reason}`;
    case "expired":
      return `the exemption expired on ${expires} and no longer counts: ${reason}`;
    case "tooLong":
      return `the exemption does not count, as ${expires} is more than a year ahead: ${reason}`;
  }
}

/** What a user reads: resource, place, what is wrong, why it matters, and how to mend it. */
export function message(judgement: Judgement, finding: Finding): string {
  const { rule, exemption } = judgement;
  return [
    `${rule.id} (${rule.severity}): ${rule.title}`,
    `  ${place(judgement, finding)}`,
    ...(exemption ? [`  ${exemptionText(exemption)}`] : []),
    `  why: ${rule.why}`,
    `  mend: ${rule.mend}`,
  ].join("\n");
}
