import { severities } from "../../../components/audit/severity";
import type { ReportedFinding, ReportedRun, SeverityCounts } from "../model";

/** Counts in words, such as `2 high, 1 medium`; `none` where all are 0. */
export function counted(counts: SeverityCounts): string {
  const some = severities.filter((severity) => counts[severity] > 0);
  return some.length === 0 ? "none" : some.map((severity) => `${counts[severity]} ${severity}`).join(", ");
}

/** Where a finding is, such as `api-1, 443/tcp`. */
export const place = ({ host, subject }: ReportedFinding): string =>
  subject === undefined ? host : `${host}, ${subject}`;

/** A time for people, in minutes. */
export const minute = (at: string): string => `${at.slice(0, 16).replace("T", " ")} UTC`;

/** The day of a time. */
export const day = (at: string): string => at.slice(0, 10);

/** A difference with its sign. */
export const signed = (change: number): string =>
  change > 0 ? `+${change}` : change < 0 ? `−${-change}` : "±0";

const outcomes: Readonly<Record<ReportedRun["outcome"], string>> = {
  ran: "ran",
  missing: "not installed",
  failed: "failed",
  inapplicable: "nothing to look at",
  notAsked: "not asked",
};

/** What became of a scanner's run. */
export const outcomeOf = ({ outcome }: ReportedRun): string => outcomes[outcome];

/** A run's figures, such as `hardening index 84`. */
export const figuresOf = ({ figures }: ReportedRun): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");

/** What is known of a finding beside what was seen. */
export function standing({ firstSeen, owner, reason, until, carried }: ReportedFinding): string[] {
  return [
    `first seen ${day(firstSeen)}`,
    ...(owner === undefined ? [] : [`owner ${owner}`]),
    ...(reason === undefined ? [] : [`because: ${reason}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
    ...(carried ? ["its scanner did not look this time"] : []),
  ];
}
