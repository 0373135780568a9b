/**
 * Kinds of events, by the name that they have in `event.dataset` and in the name of their data stream (Elastic's naming
 * scheme `<type>-<dataset>-<namespace>`).
 */
export const datasets = {
  /** One event a request at the edge. */
  access: "portcullis.access",
  /** The web server's own errors. */
  edge: "portcullis.edge",
  /** The API gateway's own log. */
  gateway: "portcullis.gateway",
  /** Logins, sudo, sessions. */
  auth: "portcullis.auth",
  /** Packets that the firewall dropped. */
  firewall: "portcullis.firewall",
  /** Addresses that intrusion prevention banned. */
  intrusion: "portcullis.intrusion",
  /** Runs of the automatic updates. */
  updates: "portcullis.updates",
  /** Renewals of certificates. */
  certificates: "portcullis.certificates",
  /** What a host measured of itself: certificates' ages, disks, updates, clock. */
  state: "portcullis.state",
  /** Daily audits of a host by itself: a summary, and one event for each thing that is not as it should be. */
  audit: "portcullis.audit",
  /** Units that failed, and the shipper's own warnings. */
  system: "portcullis.system",
  /** Alerts that fired. */
  alerts: "portcullis.alerts",
  /** What could not be stored as it was: why (`error.message`), and as text what it was (`event.original`). */
  refused: "portcullis.refused",
} as const;

/** Name of a dataset. */
export type Dataset = (typeof datasets)[keyof typeof datasets];

/**
 * Data stream that a dataset's events are in.
 *
 * @param dataset - the dataset
 * @param namespace - the environment's namespace, such as `prod`
 */
export function dataStream(dataset: Dataset, namespace: string): string {
  return `logs-${dataset}-${namespace}`;
}

/**
 * Index pattern of all data streams of an environment, and of nothing else.
 *
 * @param namespace - the environment's namespace, such as `prod`
 */
export function dataStreamPattern(namespace: string): string {
  return `logs-portcullis.*-${namespace}`;
}
