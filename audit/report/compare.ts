import type { Audit } from "../model/audit";
import { type Found, ownSource } from "./collectFindings";
import type { Comparison, HistoryEntry, Report, ReportedFinding } from "./model";

/** How many audits the plots go back: more than a year of daily ones. */
const longestHistory = 400;

/** Whether a former finding would have been seen again were it still there. */
function wouldBeSeen({ source }: ReportedFinding, { scanners }: Audit): boolean {
  if (source === ownSource) return true;
  const outcomes = scanners.filter(({ scanner }) => scanner === source).map(({ outcome }) => outcome);
  return outcomes.includes("ran") && outcomes.every((outcome) => ["ran", "inapplicable"].includes(outcome));
}

/** What became of the findings of a former report that this audit did not see. */
export interface Unseen {
  /** They are gone. */
  readonly mended: readonly ReportedFinding[];
  /** Their scanner did not look: they are taken to be there still. */
  readonly carried: readonly (Found & { readonly carried: true })[];
}

/** The finding itself, without what was known and decided of it. */
function bare(finding: ReportedFinding): Found {
  const { id, source, rule, host, subject, severity, title, evidence, mend, practice, standards, kind } =
    finding;
  const about = { id, source, rule, host, ...(subject !== undefined && { subject }) };
  return { ...about, severity, title, evidence, mend, practice, standards, kind };
}

/** Sorts the findings of a former report that this audit did not see. */
export function unseen(former: Report | undefined, found: readonly Found[], audit: Audit): Unseen {
  const ids = new Set(found.map(({ id }) => id));
  const gone = (former?.findings ?? []).filter(({ id, state }) => state !== "mended" && !ids.has(id));
  return {
    mended: gone
      .filter((finding) => finding.state !== "false" && wouldBeSeen(finding, audit))
      .map((finding) => ({ ...bare(finding), state: "mended", firstSeen: finding.firstSeen })),
    carried: gone
      .filter((finding) => !wouldBeSeen(finding, audit))
      .map((finding) => ({ ...bare(finding), carried: true })),
  };
}

/** When the findings of a former report were seen first, by id; those that were mended then begin anew. */
export function firstSeen(former: Report | undefined): ReadonlyMap<string, string> {
  const known = (former?.findings ?? []).filter(({ state }) => state !== "mended");
  return new Map(known.map((finding) => [finding.id, finding.firstSeen]));
}

/** How a report differs from the former one. */
export function compare(
  { score, findings }: Pick<Report, "score" | "findings">,
  former: Report | undefined,
): Comparison | undefined {
  if (!former) return undefined;
  const known = firstSeen(former);
  const ids = (some: readonly ReportedFinding[]): string[] => some.map(({ id }) => id);
  const open = findings.filter(({ state }) => state === "open");
  return {
    at: former.at,
    score: former.score,
    change: score - former.score,
    new: ids(open.filter(({ id }) => !known.has(id))),
    stillOpen: ids(open.filter(({ id }) => known.has(id))),
    mended: ids(findings.filter(({ state }) => state === "mended")),
  };
}

/** The former report's history with this audit behind it. */
export function history(former: Report | undefined, entry: HistoryEntry): HistoryEntry[] {
  const before = (former?.history ?? []).filter(({ at }) => at < entry.at);
  return [...before, entry].slice(-longestHistory);
}
