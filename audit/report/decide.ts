import type { Decision } from "../model/decision";
import type { FalseFinding } from "../model/scanner";
import type { Found } from "./collectFindings";
import type { ReportedFinding } from "./model";

/** What was decided of a finding. */
export type Decided = Pick<ReportedFinding, "state" | "owner" | "reason" | "until">;

/** What {@link Decisions} were made of. */
interface Given {
  readonly decisions: readonly Decision[];
  readonly falseFindings: readonly FalseFinding[];
  /** Day of the audit, as `2027-05-31`. */
  readonly day: string;
}

function matcher(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s");
}

/** Whether a day on which something counts again has come. */
const isOver = (until: string | undefined, day: string): boolean => until !== undefined && until <= day;

/** What people decided, and what is listed as false, for the findings of one audit. */
export class Decisions {
  readonly #rules: readonly { readonly decision: Decision; readonly pattern: RegExp }[];
  readonly #needed = new Set<Decision>();
  readonly #expired = new Set<string>();

  /**
   * @param given - the decisions; those with `*` speak after those without, and earlier ones before later ones
   */
  constructor(private readonly given: Given) {
    const rules = given.decisions.map((decision) => ({ decision, pattern: matcher(decision.finding) }));
    const isGeneral = ({ decision }: (typeof rules)[number]): boolean => decision.finding.includes("*");
    this.#rules = [...rules.filter((rule) => !isGeneral(rule)), ...rules.filter(isGeneral)];
  }

  /** What was decided of a finding. */
  of(finding: Pick<Found, "id" | "source" | "rule">): Decided {
    const { day } = this.given;
    const all = this.#rules.filter(({ pattern }) => pattern.test(finding.id)).map(({ decision }) => decision);
    for (const decision of all) this.#needed.add(decision);
    const owner = all.find((decision) => decision.owner !== undefined)?.owner;
    const owned = owner === undefined ? {} : { owner };
    const listed = this.#listed(finding);
    if (listed) return { state: "false", reason: listed.reason, until: listed.until, ...owned };
    const over = all.find(({ until }) => isOver(until, day));
    const first = all.find(({ until }) => !isOver(until, day));
    if (first?.state === "accepted") {
      const { reason, until } = first;
      return {
        state: "accepted",
        ...(reason !== undefined && { reason }),
        ...(until !== undefined && { until }),
        ...owned,
      };
    }
    if (over?.state === "accepted")
      this.#expired.add(
        `${finding.id} counts again: it was accepted until ${over.until} (${over.reason ?? "no reason"})`,
      );
    return { state: "open", ...owned };
  }

  #listed({ source, rule }: Pick<Found, "source" | "rule">): FalseFinding | undefined {
    const listed = this.given.falseFindings.filter((one) => one.scanner === source && one.rule === rule);
    const first = listed.find(({ until }) => !isOver(until, this.given.day));
    if (!first)
      for (const one of listed)
        this.#expired.add(
          `${source} ${rule} counts again: it was listed as false until ${one.until} (${one.reason})`,
        );
    return first;
  }

  /** What people ought to know of the decisions, once all findings have been asked about. */
  get notices(): string[] {
    const unneeded = this.given.decisions
      .filter((decision) => !this.#needed.has(decision))
      .map(({ finding }) => `${finding}: no finding needs this decision any more`);
    return [...this.#expired, ...unneeded];
  }
}
