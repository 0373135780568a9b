import type { CheckResult } from "../../components/audit/result";

const statuses = ["pass", "fail", "unknown"];

function isResult(value: unknown): value is CheckResult {
  if (typeof value !== "object" || value === null) return false;
  const { check, subject, status, evidence } = value as Record<string, unknown>;
  return (
    typeof check === "string" &&
    typeof evidence === "string" &&
    statuses.includes(status as string) &&
    (subject === undefined || typeof subject === "string")
  );
}

/**
 * Reads what the inside part printed.
 *
 * @param text - its standard output
 * @throws Error where it is not that
 */
export function readAnswer(text: string): CheckResult[] {
  let answer: unknown;
  try {
    answer = JSON.parse(text.trimEnd().split("\n").at(-1)!);
  } catch {
    throw new Error(`the host did not answer in JSON: ${text.slice(0, 200)}`);
  }
  const { results } = (answer ?? {}) as { results?: unknown };
  if (!Array.isArray(results) || !results.every(isResult))
    throw new Error("the host answered by something else than results");
  return results;
}
