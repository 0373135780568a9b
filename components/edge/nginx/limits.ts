import type { ResolvedEdge } from "../../model/types";

/**
 * Directives of the `http` block against clients that send too much, too often or too slowly. Sources: nginx's
 * documentation of ngx_http_limit_req_module, ngx_http_limit_conn_module and ngx_http_core_module.
 */
export function renderLimits({ limits, timeouts }: ResolvedEdge): string[] {
  return [
    // Whoever has one IPv6 address has its /64 (RFC 6177): 2^64 addresses must not be 2^64 allowances.
    "map $binary_remote_addr $client_network {",
    '    "~(?s)^(?<prefix>.{8}).{8}$" $prefix;',
    "    default $binary_remote_addr;",
    "}",
    `limit_req_zone $client_network zone=requests:16m rate=${limits.requestsPerSecond}r/s;`,
    `limit_req zone=requests burst=${limits.burst} nodelay;`,
    "limit_req_status 429;",
    "limit_req_log_level warn;",
    "limit_conn_zone $client_network zone=connections:16m;",
    `limit_conn connections ${limits.connections};`,
    "limit_conn_status 429;",
    "limit_conn_log_level warn;",
    // An upstream that limits by itself says itself when to come back.
    "map $status:$upstream_status $retry_after {",
    "    429: 1;",
    '    default "";',
    "}",
    "",
    `client_max_body_size ${limits.bodyBytes};`,
    "client_header_buffer_size 1k;",
    "large_client_header_buffers 4 8k;",
    `client_header_timeout ${timeouts.header}s;`,
    `client_body_timeout ${timeouts.body}s;`,
    `send_timeout ${timeouts.send}s;`,
    `keepalive_timeout ${timeouts.idle}s;`,
    // Clients that are given up on hold no memory.
    "reset_timedout_connection on;",
  ];
}
