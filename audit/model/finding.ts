import type { Practice, Standards } from "../../components/audit/check";
import type { Severity } from "../../components/audit/severity";

/** Something that is not as it ought to be, whoever found it. */
export interface Finding {
  /** What tells it from all others, and stays the same from audit to audit: source, rule, host and subject. */
  readonly id: string;
  /** Who found it: `portcullis`, or the scanner's name. */
  readonly source: string;
  /** The check's id, or the scanner's own name of its rule. */
  readonly rule: string;
  /** Name of the host. */
  readonly host: string;
  /** What was looked at, such as `443/tcp` or `/etc/nginx/nginx.conf`. Default: the host as a whole. */
  readonly subject?: string;
  readonly severity: Severity;
  /** What is wrong, in one line. */
  readonly title: string;
  /** What was seen; never a secret. */
  readonly evidence: string;
  /** What to do. */
  readonly mend: string;
  readonly practice: Practice;
  readonly standards: Standards;
}

/** The id of a finding. */
export function findingId({
  source,
  rule,
  host,
  subject,
}: Pick<Finding, "source" | "rule" | "host" | "subject">): string {
  return [source, rule, host, ...(subject === undefined ? [] : [subject])].join("/");
}
