import type { CheckResult } from "../../../../components/audit/result";

/** The checks of results that are not right. */
export function failed(results: readonly CheckResult[]): string[] {
  return results.filter(({ status }) => status !== "pass").map(({ check }) => check);
}
