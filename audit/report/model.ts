import type { AuditCheck, Practice } from "../../components/audit/check";
import type { CheckResult } from "../../components/audit/result";
import type { Severity } from "../../components/audit/severity";
import type { FindingState } from "../model/decision";
import type { Finding } from "../model/finding";
import type { ScannerRun } from "../model/scanner";

/** Version of the report's form; another one is not read. */
export const reportVersion = 1;

/** How many of something there are of each severity. */
export type SeverityCounts = Readonly<Record<Severity, number>>;

/** A finding with what is known and decided of it. */
export interface ReportedFinding extends Finding {
  /** `unknown`: a check could not find out, which counts as if it had failed. */
  readonly kind: "fail" | "unknown";
  readonly state: FindingState;
  /** When an audit saw it first, as RFC 3339 in UTC. */
  readonly firstSeen: string;
  /** Whether it is told again from the former report, since its scanner did not look this time. */
  readonly carried?: true;
  /** Who looks after it. */
  readonly owner?: string;
  /** Why it is accepted or false. */
  readonly reason?: string;
  /** Day from which it counts again, as `2027-05-31`. */
  readonly until?: string;
}

/** How many checks came to what; each counts once on each host. */
export interface CheckCounts {
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
}

/** What one of the eight practices comes to. */
export interface PracticeResult {
  readonly practice: Practice;
  readonly name: string;
  /** 0 to 100; absent where none of its checks was asked. */
  readonly score?: number;
  readonly checks: CheckCounts;
  /** Its open findings, those of scanners among them. */
  readonly open: SeverityCounts;
}

/** What one host comes to. */
export interface ReportedHost {
  readonly host: string;
  /** 0 to 100. */
  readonly score: number;
  readonly checks: CheckCounts;
  /** The same by practice; practices without a check are left out. */
  readonly practices: readonly (CheckCounts & { readonly practice: Practice; readonly score: number })[];
  readonly results: readonly CheckResult[];
}

/** A run of a scanner, whose findings stand among all others. */
export interface ReportedRun extends Omit<ScannerRun, "findings"> {
  /** How many it has, false ones among them. */
  readonly found: number;
}

/** The standards that checks are mapped to. */
export const standardNames = {
  owaspApi: "OWASP API Security Top 10 (2023)",
  cisDebian12: "CIS Debian Linux 12 Benchmark",
  pciDss4: "PCI DSS 4.0.1",
} as const;

/** What one requirement of a standard comes to. */
export interface Requirement {
  /** Its number, such as `API8:2023` or `2.2.7`. */
  readonly id: string;
  /** Its name, where the standard is free to be cited. */
  readonly title?: string;
  /** `fail`: a check failed, or a scanner has an open finding. `notLookedAt`: no check speaks of it. */
  readonly result: CheckResult["status"] | "notLookedAt";
  /** The checks that speak of it, by what they came to on all hosts together. */
  readonly checks: readonly { readonly check: string; readonly status: CheckResult["status"] }[];
  /** Ids of scanners' open findings that speak of it. */
  readonly findings: readonly string[];
}

/** What an audit came to, for the plots of all that follow. */
export interface HistoryEntry {
  /** As RFC 3339 in UTC. */
  readonly at: string;
  readonly score: number;
  readonly open: SeverityCounts;
}

/** How this audit differs from the one before. */
export interface Comparison {
  /** When that was. */
  readonly at: string;
  /** Its score. */
  readonly score: number;
  /** By how much the score rose; below zero where it fell. */
  readonly change: number;
  /** Ids of open findings that it did not have. */
  readonly new: readonly string[];
  /** Ids of open findings that it had. */
  readonly stillOpen: readonly string[];
  /** Ids of its findings that are gone. */
  readonly mended: readonly string[];
}

/** A report on one audit: all formats are written from it. Its JSON Schema is `docs/reference/audit-report.schema.json`. */
export interface Report {
  readonly version: typeof reportVersion;
  readonly stack: string;
  /** When the audit began, as RFC 3339 in UTC. */
  readonly at: string;
  /** How long it took, in seconds. */
  readonly seconds: number;
  /** 0 to 100, over all checks on all hosts: see `score`. */
  readonly score: number;
  /** Open findings, those that could not be found out among them. */
  readonly open: SeverityCounts;
  readonly comparison?: Comparison;
  readonly practices: readonly PracticeResult[];
  readonly hosts: readonly ReportedHost[];
  /** Worst first. */
  readonly findings: readonly ReportedFinding[];
  readonly scanners: readonly ReportedRun[];
  readonly standards: Readonly<Record<keyof typeof standardNames, readonly Requirement[]>>;
  /** What is wrong with the decisions: those that have expired, and those that no finding needs. */
  readonly notices: readonly string[];
  /** Oldest first, this audit last. */
  readonly history: readonly HistoryEntry[];
  /** The checks that were asked. */
  readonly checks: readonly AuditCheck[];
}
