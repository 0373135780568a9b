import type { Severity } from "./severity";

/**
 * The practices that an API host is judged by: 1 HTTPS everywhere, 2 authentication and authorization, 3 input
 * validation, 4 rate limiting, 5 monitoring and logging, 6 updates, 7 firewalls and gateways, 8 security audits.
 */
export type Practice = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Where standards ask for the same. */
export interface Standards {
  /** Risks of the OWASP API Security Top 10 of 2023, such as `API8:2023`. */
  readonly owaspApi?: readonly string[];
  /** Recommendations of the CIS Debian Linux 12 Benchmark, by number. */
  readonly cisDebian12?: readonly string[];
  /** Requirements of PCI DSS 4.0.1, such as `2.2.7`. */
  readonly pciDss4?: readonly string[];
}

/** One question that an audit asks of a host. */
export interface AuditCheck {
  /** Its name, in lower-case words with hyphens, which never changes. */
  readonly id: string;
  /** What ought to be true, as a sentence without a full stop. */
  readonly title: string;
  /** The practice that it belongs to. */
  readonly practice: Practice;
  /** How much it matters where it is not true. */
  readonly severity: Severity;
  /** What could happen otherwise. */
  readonly why: string;
  /** What to do where it is not true. */
  readonly mend: string;
  /** Where standards ask for it. */
  readonly standards: Standards;
  /** Document that the demand comes from: an RFC, a benchmark, a vendor's page. */
  readonly source: string;
}
