/** What kong.yml holds, as far as it is used here (Kong 3.9, kong/db/schema/entities). */
export interface KongConfig {
  /** Version of the format. */
  _format_version: "3.0";
  services: KongService[];
  upstreams: KongUpstream[];
  /** Routes that no service answers. */
  routes: KongRoute[];
  consumers: KongConsumer[];
  /** Plugins of every request. */
  plugins: KongPlugin[];
}

/** A plugin and its configuration, by the names of its own schema. */
export interface KongPlugin {
  name: string;
  config: Record<string, unknown>;
}

/** An upstream and the routes that lead to it. */
export interface KongService {
  name: string;
  protocol: "http" | "https";
  host: string;
  port: number;
  /** How often another server is tried where one cannot be reached. */
  retries: number;
  /** Milliseconds, as the next two. */
  connect_timeout: number;
  write_timeout: number;
  read_timeout: number;
  /** HTTPS alone. */
  tls_verify?: true;
  tls_verify_depth?: number;
  routes: KongRoute[];
  plugins: KongPlugin[];
}

/** Servers that are used in turn. */
export interface KongUpstream {
  name: string;
  targets: { target: string; weight: number }[];
}

/** Which requests are meant, and what is asked of them. */
export interface KongRoute {
  name: string;
  protocols: ["http", "https"];
  methods?: string[];
  hosts?: string[];
  paths: string[];
  regex_priority: number;
  strip_path: false;
  preserve_host: false;
  plugins: KongPlugin[];
}

/** A caller with its credentials and groups. */
export interface KongConsumer {
  username: string;
  acls?: { group: string }[];
  jwt_secrets?: KongJwtSecret[];
  keyauth_credentials?: { key: string }[];
}

/** A key that verifies tokens; `key` is its `kid`. */
export interface KongJwtSecret {
  key: string;
  algorithm: string;
  /** For symmetric algorithms. */
  secret?: string;
  /** A public key of any kind, in spite of its name. */
  rsa_public_key?: string;
}
