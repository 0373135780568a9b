import type { PolicyConfigSchema } from "@pulumi/policy";
import type { Resource } from "./resource";

/** Leave for one resource, or several, to break a rule for a time. */
export interface Exemption {
  /** Name or URN of the resource, in which `*` stands for any text. */
  resource: string;
  /** Why, and who agreed, for those who read the report. */
  reason: string;
  /** Last day, UTC, as `2026-12-31`; at most a year ahead. */
  expires: string;
}

/** What an exemption is worth on a day. */
export interface Standing {
  exemption: Exemption;
  /** `expired` and `tooLong` ones do not count. */
  state: "valid" | "expired" | "tooLong";
  /** Whole days until it ends, 0 on its last day. */
  daysLeft: number;
}

/** Most days ahead: what outlives a year is no exception but the rule, and belongs into the parameters. */
const MOST_DAYS = 366;
const DAY = 24 * 60 * 60 * 1000;

/** JSON Schema of a rule's exemptions in the policy configuration. */
export const exemptionsSchema: PolicyConfigSchema["properties"][string] = {
  type: "array",
  description:
    "Resources that may break the rule for a time: each is reported with its reason, and counts again once it has expired.",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["resource", "reason", "expires"],
    properties: {
      resource: {
        type: "string",
        pattern: "[^*]",
        description: "Name or URN of the resource, in which * stands for any text.",
      },
      reason: { type: "string", minLength: 10, description: "Why, and who agreed." },
      expires: {
        type: "string",
        format: "date",
        description: "Last day, UTC, as 2026-12-31; at most a year ahead.",
      },
    },
  },
};

function matches(pattern: string, resource: Resource): boolean {
  const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const expression = new RegExp(`^${pattern.split("*").map(literal).join(".*")}$`);
  return expression.test(resource.name) || expression.test(resource.urn);
}

function standing(exemption: Exemption, now: Date): Standing {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const daysLeft = Math.round((Date.parse(exemption.expires) - today) / DAY);
  // What is no date is not a number, and no exemption either.
  const state = daysLeft > MOST_DAYS ? "tooLong" : daysLeft >= 0 ? "valid" : "expired";
  return { exemption, state, daysLeft };
}

/**
 * What the exemptions of a rule mean for a resource: the first valid one, else the first that names it, else undefined.
 */
export function exemptionFor(
  exemptions: readonly Exemption[],
  resource: Resource,
  now: Date,
): Standing | undefined {
  const standings = exemptions
    .filter((exemption) => matches(exemption.resource, resource))
    .map((exemption) => standing(exemption, now));
  return standings.find(({ state }) => state === "valid") ?? standings[0];
}
