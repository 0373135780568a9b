import { severities, type Severity } from "../../components/audit/severity";
import type { Report, ReportedFinding } from "./model";

/** Whether a severity is `threshold` or worse. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}

/** Whether a finding makes an audit fail: it is open, and of `threshold` or worse. What could not be found out is no better. */
export function fails({ state, severity }: ReportedFinding, threshold: Severity): boolean {
  return state === "open" && isAtLeast(severity, threshold);
}

/** The findings that make an audit fail. */
export function failing(report: Report, threshold: Severity): ReportedFinding[] {
  return report.findings.filter((finding) => fails(finding, threshold));
}
