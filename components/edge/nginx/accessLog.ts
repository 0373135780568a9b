import { answerHeaders } from "../../gateway/answerHeaders";
import { datasets } from "../../logging/events/datasets";
import type { ResolvedEdge } from "../../model/types";
import type { GatewayFront } from "../gatewayFront";
import { type Verdict, verdictsByStatus } from "../verdicts";
import { block } from "./blocks";
import { renderRedaction } from "./redaction";

/** Where nginx writes one JSON object a request; the distribution's logrotate covers the folder. */
export const accessLog = "/var/log/nginx/access.log";

type Field = readonly [name: string, value: string];

/**
 * Fields by their Elastic Common Schema names. Of what a client chose freely nothing is written but its path, without
 * the query, its User-Agent and its Host, all of them redacted: no cookie, no Authorization, no other header.
 */
const fields: readonly Field[] = [
  ["@timestamp", '"$logged_time"'],
  ["event.dataset", `"${datasets.access}"`],
  ["event.module", '"nginx"'],
  // Seconds to nanoseconds, as a JSON number.
  ["event.duration", "${request_time}e9"],
  ["http.request.id", '"$request_id"'],
  ["http.request.method", '"$request_method"'],
  ["http.request.bytes", "$request_length"],
  ["http.response.status_code", "$logged_status"],
  ["http.response.bytes", "$bytes_sent"],
  ["http.version", '"$server_protocol"'],
  ["url.path", '"$logged_path"'],
  ["url.domain", '"$logged_host"'],
  ["url.scheme", '"$scheme"'],
  ["source.ip", '"$remote_addr"'],
  ["source.port", "$remote_port"],
  ["user_agent.original", '"$logged_agent"'],
  ["tls.version", '"$ssl_protocol"'],
  ["tls.cipher", '"$ssl_cipher"'],
  ["portcullis.upstream.duration", "$logged_upstream_time"],
  ["portcullis.upstream.status_code", "$logged_upstream_status"],
];

function format(name: string, members: readonly Field[]): string[] {
  const texts = members.map(([field, value]) => `"${field}":${value}`);
  return [
    `log_format ${name} escape=json`,
    `    '{${texts[0]},'`,
    ...texts.slice(1, -1).map((member) => `    '${member},'`),
    `    '${texts.at(-1)}}';`,
  ];
}

/** The time to the millisecond, and variables that are numbers in every case: of several tries the last one counts. */
const measures = [
  ...block('map "$msec $time_iso8601" $logged_time', [
    '"~(?<logged_part>\\.[0-9]{3}) (?<logged_second>.{19})(?<logged_zone>.*)$" "$logged_second$logged_part$logged_zone";',
    "default $time_iso8601;",
  ]),
  // What a client that went away has instead of a status.
  ...block("map $status $logged_status", ["000 0;", "009 0;", "default $status;"]),
  ...block("map $upstream_response_time $logged_upstream_time", [
    "~(?<last_upstream_time>[0-9]+\\.[0-9]+)$ ${last_upstream_time}e9;",
    "default null;",
  ]),
  ...block("map $upstream_status $logged_upstream_status", [
    '"~(?<last_upstream_status>[1-9][0-9]{2})$" $last_upstream_status;',
    "default null;",
  ]),
];

/** Directives of the `http` block for the access log. */
export function renderAccessLog({ sites }: Pick<ResolvedEdge, "sites">): string[] {
  return [
    // As it was sent: what nginx makes of it, with characters decoded, need not be UTF-8.
    ...renderRedaction({ of: "request_uri", as: "logged_path", ends: "?#" }),
    ...renderRedaction({ of: "http_user_agent", as: "logged_agent" }),
    ...renderRedaction({ of: "host", as: "logged_host", known: sites.flatMap(({ names }) => names) }),
    ...measures,
    ...format("ecs", fields),
    `access_log ${accessLog} ecs;`,
  ];
}

const gatewayFormat = "ecs_gateway";
const variable = (header: string): string => `$upstream_http_${header.toLowerCase().replaceAll("-", "_")}`;

/**
 * Directives of the `http` block for a gateway's sites. Who calls is the gateway's word, and so is whether the API
 * answered; any other answer is the gateway's or nginx's own, and its status tells why.
 */
export function renderGatewayFormat({ engine }: GatewayFront): string[] {
  const [user, roles] =
    engine === "tyk"
      ? ["$gateway_user", "$gateway_roles"]
      : [variable(answerHeaders.consumer), variable(answerHeaders.roles)];
  const let_in: readonly Verdict[] = ["authenticated", "public"];
  return [
    ...block(`map ${variable(answerHeaders.answer)} $gateway_verdict`, [
      ...let_in.map((verdict) => `${verdict} ${verdict};`),
      "default $verdict_of_status;",
    ]),
    ...block("map $status $verdict_of_status", [
      ...[...verdictsByStatus].map(([status, verdict]) => `${status} ${verdict};`),
      "403 $verdict_of_refusal;",
      'default "";',
    ]),
    // nginx itself refuses what ModSecurity stumbles over, and nothing else.
    ...block("map $upstream_status $verdict_of_refusal", ['"" blocked;', "default forbidden;"]),
    ...format(gatewayFormat, [
      ...fields,
      ["user.name", `"${user}"`],
      ["user.roles", `"${roles}"`],
      ["portcullis.verdict", '"$gateway_verdict"'],
      ["observer.product", `"${engine}"`],
    ]),
  ];
}

/** Directive of a gateway's `server` block. */
export const gatewayAccessLog = `access_log ${accessLog} ${gatewayFormat};`;
