/** Where Apache writes one JSON object a request; the distribution's logrotate covers the folder. */
export const accessLog = "/var/log/apache2/access.log";

/**
 * Fields by their Elastic Common Schema names. The query, which may hold tokens, is left out; no cookie, no
 * Authorization and no other header of the client but its User-Agent is written.
 */
const fields: readonly (readonly [name: string, value: string])[] = [
  // The unit sets TZ=UTC.
  ["@timestamp", '"%{begin:%Y-%m-%dT%H:%M:%S}t.%{begin:msec_frac}tZ"'],
  ["event.dataset", '"apache.access"'],
  // Microseconds to nanoseconds, as a JSON number.
  ["event.duration", "%De3"],
  ["http.request.id", '"%{UNIQUE_ID}e"'],
  ["http.request.method", '"%m"'],
  ["http.request.bytes", "%I"],
  ["http.response.status_code", "%>s"],
  ["http.response.bytes", "%O"],
  ["http.version", '"%H"'],
  ["url.path", '"%{log_path}e"'],
  ["url.domain", '"%v"'],
  ["url.scheme", '"%{REQUEST_SCHEME}x"'],
  ["source.ip", '"%a"'],
  ["source.port", "%{remote}p"],
  ["user_agent.original", '"%{log_agent}e"'],
  ["tls.version", '"%{SSL_PROTOCOL}x"'],
  ["tls.cipher", '"%{SSL_CIPHER}x"'],
];

/** Printable ASCII without the quote and the backslash, and for paths without the question mark. */
const agentCharacters = "[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]*";
const pathCharacters = "[\\x21\\x23-\\x3e\\x40-\\x5b\\x5d-\\x7e]*";

/**
 * Directives for the whole server for the access log. Apache cannot escape for JSON, so what a client chooses freely is
 * cut where the first character stands that JSON would have to escape; paths are logged as sent, percent-encoded.
 */
export function renderAccessLog(): string[] {
  const line = `{${fields.map(([name, value]) => `"${name}":${value}`).join(",")}}`;
  return [
    `SetEnvIfExpr "%{THE_REQUEST} =~ m#^[A-Z]+ (${pathCharacters})#" log_path=$1`,
    `SetEnvIf User-Agent "^(${agentCharacters})" log_agent=$1`,
    `LogFormat "${line.replaceAll('"', '\\"')}" ecs`,
    `CustomLog ${accessLog} ecs`,
  ];
}
