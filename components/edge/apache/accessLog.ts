import { answerHeaders } from "../../gateway/answerHeaders";
import { datasets } from "../../logging/events/datasets";
import { pcreUpToSecret, redactionMark } from "../../logging/events/redaction";
import { type Verdict, verdictsByStatus } from "../verdicts";

/** Where Apache writes one JSON object a request; the distribution's logrotate covers the folder. */
export const accessLog = "/var/log/apache2/access.log";

type Field = readonly [name: string, value: string];

/**
 * Fields by their Elastic Common Schema names. Of what a client chose freely nothing is written but its path, without
 * the query, and its User-Agent, both redacted: no cookie, no Authorization, no other header; of several names of a site
 * the first one. What Apache does not know it writes as `-`.
 */
const fields: readonly Field[] = [
  // The unit sets TZ=UTC.
  ["@timestamp", '"%{begin:%Y-%m-%dT%H:%M:%S}t.%{begin:msec_frac}tZ"'],
  ["event.dataset", `"${datasets.access}"`],
  ["event.module", '"apache"'],
  // Microseconds to nanoseconds, as a JSON number.
  ["event.duration", "%De3"],
  ["http.request.id", '"%{UNIQUE_ID}e"'],
  ["http.request.method", '"%{log_method}e"'],
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
  // The status of an answer of Apache's own: how long an upstream took, and whether it answered, it does not tell.
  ["portcullis.edge.status_code", '"%{REDIRECT_STATUS}e"'],
];

function format(name: string, members: readonly Field[]): string {
  const line = `{${members.map(([field, value]) => `"${field}":${value}`).join(",")}}`;
  return `LogFormat "${line.replaceAll('"', '\\"')}" ${name}`;
}

const gatewayFormat = "ecs_gateway";
const note = { user: "gateway_user", roles: "gateway_roles", verdict: "gateway_verdict" } as const;

/** What JSON would have to escape. */
const unwanted = "\\x22\\x5c";
/** What ends a path in a request line. */
const endsOfPath = "\\x20?\\x23";
/** Characters of a path and a User-Agent, none of which JSON would have to escape: no more than could be of use. */
const pathCharacters = "[\\x21\\x24-\\x3e\\x40-\\x5b\\x5d-\\x7e]{0,1024}";
const agentCharacters = "[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]{0,1024}";

/**
 * Directives for the whole server for the access log. Apache cannot escape for JSON, so what a client chooses freely is
 * cut where the first character stands that JSON would have to escape, as it is where a secret begins; paths are logged
 * as sent, percent-encoded.
 */
export function renderAccessLog(): string[] {
  const secretPath = `[^ ]+ ${pcreUpToSecret({ ends: endsOfPath, unwanted })}`;
  return [
    'SetEnvIfExpr "%{THE_REQUEST} =~ m#^([A-Z-]{1,32}) #" log_method=$1',
    `SetEnvIfExpr "%{THE_REQUEST} =~ m#^[^ ]+ (${pathCharacters})#" log_path=$1`,
    `SetEnvIfExpr "%{THE_REQUEST} =~ m#^${secretPath}#" log_path=$1${redactionMark}`,
    `SetEnvIf User-Agent "^(${agentCharacters})" log_agent=$1`,
    `SetEnvIf User-Agent "^${pcreUpToSecret({ unwanted })}" log_agent=$1${redactionMark}`,
    format("ecs", fields),
    format(gatewayFormat, [
      ...fields,
      ["user.name", `"%{${note.user}}n"`],
      ["user.roles", `"%{${note.roles}}n"`],
      ["portcullis.verdict", `"%{${note.verdict}}n"`],
      ["observer.product", '"kong"'],
    ]),
    `CustomLog ${accessLog} ecs`,
  ];
}

const own = "X-Portcullis-Verdict";

/** Directives that note the verdict on an answer that the API did not give. */
function verdictDirectives(): string[] {
  const statuses = new Map<Verdict, number[]>();
  for (const [status, verdict] of [...verdictsByStatus, [403, "forbidden"] as const])
    statuses.set(verdict, [...(statuses.get(verdict) ?? []), status]);
  return [
    ...[...statuses].map(([verdict, of]) => {
      const list = of.map((status) => `'${status}'`).join(",");
      return `Header always set ${own} ${verdict} "expr=%{REQUEST_STATUS} -in {${list}}"`;
    }),
    `Header always note ${own} ${note.verdict}`,
    `Header always unset ${own}`,
  ];
}

/**
 * Directives of a gateway's site: who called is the gateway's word, and so is whether the API answered. Its headers go
 * no further than into the log.
 */
export function renderGatewayAccessLog(): string[] {
  const take = (header: string, name: string): string =>
    `Header onsuccess note ${header} ${name} "expr=-n resp('${header}')"`;
  return [
    `CustomLog ${accessLog} ${gatewayFormat}`,
    ...verdictDirectives(),
    take(answerHeaders.answer, note.verdict),
    take(answerHeaders.consumer, note.user),
    take(answerHeaders.roles, note.roles),
    ...Object.values(answerHeaders).map((name) => `Header onsuccess unset ${name}`),
  ];
}
