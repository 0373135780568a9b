import type { AuditCheck } from "../../components/audit/check";
import type { CheckResult } from "../../components/audit/result";

/** What a check found out about a subject. */
export function verdict(check: string, right: boolean, evidence: string, subject?: string): CheckResult {
  return { check, ...(subject === undefined ? {} : { subject }), status: right ? "pass" : "fail", evidence };
}

/** What a check could not find out. */
export function unknown(check: string, reason: string, subject?: string): CheckResult {
  return { check, ...(subject === undefined ? {} : { subject }), status: "unknown", evidence: reason };
}

/**
 * What a look answers, or for each of its checks that it could not be made.
 *
 * @param checks - the checks that the look answers
 * @param look - makes it
 * @param subject - what is looked at. Default: the host
 */
export async function answered(
  checks: readonly Pick<AuditCheck, "id">[],
  look: () => Promise<readonly CheckResult[]>,
  subject?: string,
): Promise<readonly CheckResult[]> {
  try {
    return await look();
  } catch (error) {
    return checks.map(({ id }) => unknown(id, (error as Error).message, subject));
  }
}
