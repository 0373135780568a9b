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
  /** What to call its gateway with. Default: it has none, and is not called. */
  credentials?: GatewayCredentials;
}

/** What the consumers of the local environment prove themselves by. */
export interface GatewayCredentials {
  /** A token of a consumer that may read. */
  dashboard: string;
  /** A token of a consumer that may read and write. */
  shop: string;
  /** One of the first that has expired. */
  expired: string;
  /** An API key. */
  apiKey: string;
}

/** One check of a site from outside. */
export type Probe = (target: Target) => Promise<Finding>;
