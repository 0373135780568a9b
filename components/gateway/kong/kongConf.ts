import type { GatewayPlan } from "../plan";
import { fetchesKeys } from "./issuerCredentials";
import { kongAssembled, kongYml, logFolder, luaFolder, prefix } from "./paths";

/** Plugins that kong.yml uses: no other is loaded. */
export const loadedPlugins = [
  "acl",
  "bot-detection",
  "correlation-id",
  "cors",
  "file-log",
  "ip-restriction",
  "jwt",
  "key-auth",
  "portcullis-answer",
  "portcullis-bearer",
  "portcullis-request",
  "portcullis-token",
  "prometheus",
  "rate-limiting",
  "request-size-limiting",
  "request-termination",
  "request-transformer",
  "response-transformer",
] as const;

/** The settings in force. Names and defaults: Kong 3.9, kong/templates/kong_defaults.lua. */
export function kongSettings(plan: GatewayPlan): Record<string, string> {
  const { address, port } = plan.listen;
  const largestBody = Math.max(
    ...plan.apis.flatMap(({ routes }) => routes.map(({ bodyBytes }) => bodyBytes)),
    1,
  );
  return {
    prefix,
    // The default is PostgreSQL.
    database: "off",
    declarative_config: fetchesKeys(plan) ? kongAssembled : kongYml,
    plugins: loadedPlugins.join(","),
    lua_package_path: `${luaFolder}/?.lua;./?.lua;./?/init.lua;`,
    // The default is every address, with TLS by a certificate of its own.
    proxy_listen: `${address}:${port} reuseport backlog=16384`,
    stream_listen: "off",
    // Who reaches the admin API owns the gateway. By default it listens on loopback, for every process of the host.
    admin_listen: "off",
    // By default the admin GUI listens on every address.
    admin_gui_listen: "off",
    // Metrics, on loopback.
    status_listen: "127.0.0.1:8007",
    // By default other nodes are listened for on every address.
    cluster_listen: "off",
    // By default reports are sent to the vendor.
    anonymous_reports: "off",
    // By default every answer names Kong, its version and its latency.
    headers: "off",
    headers_upstream: "off",
    error_default_type: "application/json",
    // Empty by default: behind an edge every client would be 127.0.0.1, to limits and address lists alike.
    trusted_ips: plan.trustedProxies.join(","),
    real_ip_header: "X-Forwarded-For",
    real_ip_recursive: "on",
    // By default a body may be of any size; each operation has its own limit below this.
    nginx_http_client_max_body_size: String(largestBody),
    // By default a header of a request turns on reports of its time in each plugin.
    request_debug: "off",
    allow_debug_header: "off",
    // References of the form {vault://…} read the environment and files.
    vaults: "off",
    untrusted_lua: "sandbox",
    lua_ssl_trusted_certificate: "system",
    // The default of 1 refuses the chains that public authorities have.
    lua_ssl_verify_depth: "4",
    // What a request makes Kong say below that has its line in it, with the query, and its Referer.
    log_level: "crit",
    // By default whole URLs, queries included, are logged.
    proxy_access_log: "off",
    status_access_log: "off",
    proxy_error_log: `${logFolder}/error.log`,
    status_error_log: `${logFolder}/error.log`,
    admin_access_log: "off",
    admin_error_log: `${logFolder}/error.log`,
    nginx_daemon: "off",
  };
}

/** kong.conf. */
export function renderKongConf(plan: GatewayPlan): string {
  const lines = Object.entries(kongSettings(plan)).map(([name, value]) => `${name} = ${value}`);
  return ["# Managed by Portcullis.", ...lines, ""].join("\n");
}
