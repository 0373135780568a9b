import type { TlsIdentity } from "../authority/identity";

/** What runs on a host, and so which logs there are. */
export interface ShippedHost {
  /** The host's name in the environment: `host.name` of all its events. */
  readonly hostName: string;
  /** Namespace of the environment's data streams, such as `prod`. */
  readonly namespace: string;
  /** The web server at its edge. Default: none. */
  readonly webServer?: "nginx" | "apache";
}

/** Where a host's events go: to Logstash, or with an API key straight to Elasticsearch. */
export interface LogDestination {
  /** Logstash's or Elasticsearch's hosts as `name:port`; events are spread over them. At least one. */
  readonly hosts: readonly string[];
  /**
   * What the host proves itself by to Logstash. Elasticsearch is known by the same authority, and takes an API key instead.
   */
  readonly identity: TlsIdentity;
  /** API key of Elasticsearch as `id:key`. Default: none, the hosts are Logstash's. Secret. */
  readonly apiKey?: string;
}
