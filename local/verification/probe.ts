/** What one check found: measured, and held against what it ought to be. */
export interface Finding {
  /** What was looked at, such as `TLS versions`. */
  what: string;
  /** What was measured. */
  measured: string;
  /** Whether it is as it ought to be. */
  ok: boolean;
}

/** Where to look. */
export interface Target {
  /** The host's address. */
  address: string;
  /** Name of the site. */
  name: string;
  /** Root certificate that the site's chain has to end at, PEM. */
  rootPem: string;
}

/** One check of a site from outside. */
export type Probe = (target: Target) => Promise<Finding>;
