/** What one check found out about one thing. */
export interface CheckResult {
  /** The check's id. */
  readonly check: string;
  /** What was looked at, such as a port, a file or a unit. Default: the host as a whole. */
  readonly subject?: string;
  /** `unknown`: it could not be found out, which is never the same as being right. */
  readonly status: "pass" | "fail" | "unknown";
  /** What was measured, for people; never a secret. */
  readonly evidence: string;
}
