import type { AuditCheck } from "../../components/audit/check";
import type { CheckResult } from "../../components/audit/result";
import type { ReportedFinding, Requirement, standardNames } from "./model";
import { type Status, together } from "./score";

type Standard = keyof typeof standardNames;

/** The risks of the OWASP API Security Top 10 of 2023 (owasp.org/API-Security/editions/2023/en/0x11-t10). */
export const owaspApiRisks: Readonly<Record<string, string>> = {
  "API1:2023": "Broken Object Level Authorization",
  "API2:2023": "Broken Authentication",
  "API3:2023": "Broken Object Property Level Authorization",
  "API4:2023": "Unrestricted Resource Consumption",
  "API5:2023": "Broken Function Level Authorization",
  "API6:2023": "Unrestricted Access to Sensitive Business Flows",
  "API7:2023": "Server Side Request Forgery",
  "API8:2023": "Security Misconfiguration",
  "API9:2023": "Improper Inventory Management",
  "API10:2023": "Unsafe Consumption of APIs",
};

const byNumber = new Intl.Collator("en", { numeric: true }).compare;

/** The requirements of a standard that checks name, and all of one whose list is short and free to be cited. */
export function requirementsOf(standard: Standard, checks: readonly AuditCheck[]): string[] {
  const named = checks.flatMap(({ standards }) => standards[standard] ?? []);
  const listed = standard === "owaspApi" ? Object.keys(owaspApiRisks) : [];
  return [...new Set([...listed, ...named])].sort(byNumber);
}

interface Seen {
  readonly checks: readonly AuditCheck[];
  /** Results of all hosts. */
  readonly results: readonly CheckResult[];
  readonly findings: readonly ReportedFinding[];
}

/** What the requirements of one standard come to. */
export function standardResults(standard: Standard, { checks, results, findings }: Seen): Requirement[] {
  const statuses = new Map<string, Status[]>();
  for (const { check, status } of results) statuses.set(check, [...(statuses.get(check) ?? []), status]);
  const scanned = findings.filter(
    ({ source, state, kind }) => source !== "portcullis" && state === "open" && kind === "fail",
  );
  const all = new Set([
    ...requirementsOf(standard, checks),
    ...scanned.flatMap((one) => one.standards[standard] ?? []),
  ]);
  return [...all].sort(byNumber).map((id): Requirement => {
    const asked = checks
      .filter(({ standards }) => standards[standard]?.includes(id))
      .map((check) => ({ check: check.id, status: together(statuses.get(check.id) ?? []) }));
    const found = scanned.filter(({ standards }) => standards[standard]?.includes(id)).map((one) => one.id);
    const title = standard === "owaspApi" ? owaspApiRisks[id] : undefined;
    const ofChecks = asked.length === 0 ? "notLookedAt" : together(asked.map(({ status }) => status));
    return {
      id,
      ...(title !== undefined && { title }),
      result: found.length > 0 ? "fail" : ofChecks,
      checks: asked,
      findings: found,
    };
  });
}
