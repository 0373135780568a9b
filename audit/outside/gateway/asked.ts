import type { CheckResult } from "../../../components/audit/result";
import { unknown, verdict } from "../verdict";

/** What became of one call of an operation. */
export interface Asked {
  /** The operation, as findings name it. */
  readonly subject: string;
  /** Status of the answer, or why there was no call or no answer. */
  readonly outcome: { readonly status: number } | { readonly none: string };
}

/** Statuses that say nothing of the question: the caller has been let in too often, or what is behind fails. */
function saysNothing(status: number): boolean {
  return status === 429 || status >= 500;
}

/**
 * Judges the calls that one check made: one result for each operation that is not right or could not be asked, one for
 * all where all are right.
 *
 * @param check - the check's id
 * @param expected - statuses that are right, or what tells them
 * @param nothing - what it means that there was nothing to call
 */
export function judgeCalls(
  check: string,
  asked: readonly Asked[],
  expected: readonly number[] | ((status: number) => boolean),
  nothing: string,
): CheckResult[] {
  const right = (status: number): boolean =>
    typeof expected === "function" ? expected(status) : expected.includes(status);
  const results = asked.flatMap(({ subject, outcome }): CheckResult[] => {
    if ("none" in outcome) return [unknown(check, outcome.none, subject)];
    if (right(outcome.status)) return [];
    return saysNothing(outcome.status)
      ? [unknown(check, `answered ${outcome.status}, which says nothing of it`, subject)]
      : [verdict(check, false, `answered ${outcome.status}`, subject)];
  });
  if (results.length > 0) return results;
  if (asked.length === 0) return [verdict(check, true, nothing)];
  const statuses = [
    ...new Set(asked.map(({ outcome }) => ("status" in outcome ? String(outcome.status) : ""))),
  ];
  return [
    verdict(
      check,
      true,
      `${statuses.sort().join(", ")} for ${asked.length} of ${asked.length} operations: ${asked.map(({ subject }) => subject).join(", ")}`,
    ),
  ];
}
