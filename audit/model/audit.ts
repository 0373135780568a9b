import type { CheckResult } from "../../components/audit/result";
import type { AuditCheck } from "../../components/audit/check";
import type { ScannerRun } from "./scanner";

/** What one host answered. */
export interface HostResults {
  /** Name of the host. */
  readonly host: string;
  readonly results: readonly CheckResult[];
}

/** All that one audit found out, before anybody's decisions: what a report is made of. */
export interface Audit {
  readonly stack: string;
  /** When it began, as RFC 3339 in UTC. */
  readonly at: string;
  /** How long it took, in seconds. */
  readonly seconds: number;
  /** The checks that were asked, whether or not they were answered. */
  readonly checks: readonly AuditCheck[];
  readonly hosts: readonly HostResults[];
  readonly scanners: readonly ScannerRun[];
}
