import type { AuditCheck } from "../../components/audit/check";
import type { CheckResult } from "../../components/audit/result";
import { weights } from "../../components/audit/severity";
import type { CheckCounts } from "./model";

/** What a check came to. */
export type Status = CheckResult["status"];

/** What several looks come to: one that is wrong makes all wrong, and one that is unknown leaves them unknown. */
export function together(statuses: readonly Status[]): Status {
  if (statuses.includes("fail")) return "fail";
  return statuses.length === 0 || statuses.includes("unknown") ? "unknown" : "pass";
}

/** What one check came to, on one host. */
export interface Judged {
  readonly check: AuditCheck;
  readonly status: Status;
}

/** What each check came to on a host, in the order of `checks`; those that say nothing of it are left out. */
export function judge(checks: readonly AuditCheck[], results: readonly CheckResult[]): Judged[] {
  const statuses = new Map<string, Status[]>();
  for (const { check, status } of results) statuses.set(check, [...(statuses.get(check) ?? []), status]);
  return checks.flatMap((check) => {
    const found = statuses.get(check.id);
    return found ? [{ check, status: together(found) }] : [];
  });
}

/**
 * How much of what was asked is right, by weight, 0 to 100: 100 × the weights of the checks that passed over those of all.
 * What could not be found out counts as wrong. 100 where nothing was asked that has a weight.
 */
export function score(checks: readonly Judged[]): number {
  const sum = (some: readonly Judged[]): number =>
    some.reduce((total, { check }) => total + weights[check.severity], 0);
  const all = sum(checks);
  return all === 0 ? 100 : Math.round((100 * sum(checks.filter(({ status }) => status === "pass"))) / all);
}

/** How many checks came to what. */
export function countChecks(checks: readonly Judged[]): CheckCounts {
  const count = (wanted: Status): number => checks.filter(({ status }) => status === wanted).length;
  return { pass: count("pass"), fail: count("fail"), unknown: count("unknown") };
}
