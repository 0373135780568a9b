import { block } from "./blocks";
import { earlyPagesPath } from "./problemPages";

/** Where nginx writes one JSON object a request; the distribution's logrotate covers the folder. */
export const accessLog = "/var/log/nginx/access.log";

/**
 * Fields by their Elastic Common Schema names. `$logged_path`, nginx's `$uri`, leaves the query out, which may hold tokens; no cookie, no
 * Authorization and no other header of the client but its User-Agent is written.
 */
const fields: readonly (readonly [name: string, value: string])[] = [
  ["@timestamp", '"$time_iso8601"'],
  ["event.dataset", '"nginx.access"'],
  // Seconds to nanoseconds, as a JSON number.
  ["event.duration", "${request_time}e9"],
  ["http.request.id", '"$request_id"'],
  ["http.request.method", '"$request_method"'],
  ["http.request.bytes", "$request_length"],
  ["http.response.status_code", "$status"],
  ["http.response.bytes", "$bytes_sent"],
  ["http.version", '"$server_protocol"'],
  ["url.path", '"$logged_path"'],
  ["url.domain", '"$host"'],
  ["url.scheme", '"$scheme"'],
  ["source.ip", '"$remote_addr"'],
  ["source.port", "$remote_port"],
  ["user_agent.original", '"$http_user_agent"'],
  ["tls.version", '"$ssl_protocol"'],
  ["tls.cipher", '"$ssl_cipher"'],
];

/** Directives of the `http` block for the access log. */
export function renderAccessLog(): string[] {
  const members = fields.map(([name, value]) => `"${name}":${value}`);
  return [
    // Not the client's own path: that was not known yet, or it is left out with the query.
    ...block("map $uri $logged_path", [`~^${earlyPagesPath.replaceAll(".", "\\.")} "";`, "default $uri;"]),
    "log_format ecs escape=json",
    `    '{${members[0]},'`,
    ...members.slice(1, -1).map((member) => `    '${member},'`),
    `    '${members.at(-1)}}';`,
    `access_log ${accessLog} ecs;`,
  ];
}
