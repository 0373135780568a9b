import type { ResolvedEdge } from "../../model/types";

/** Window in which requests of an address are counted, in seconds. */
const windowSeconds = 10;

/**
 * Directives for the whole server against clients that send too much, too often or too slowly: mod_qos, mod_reqtimeout
 * and the core's limits. mod_qos counts in fixed windows, where nginx has a leaky bucket: rate and burst together are
 * what an address may do in one window of 10 seconds. It counts addresses, not IPv6 networks, and closes connections
 * above the limit without an answer.
 */
export function renderLimits({ limits, timeouts }: ResolvedEdge): string[] {
  return [
    "QS_ClientEntries 100000",
    "QS_ErrorResponseCode 429",
    'SetEnvIf Request_URI "^" QS_Limit=yes',
    `QS_ClientEventLimitCount ${limits.requestsPerSecond * windowSeconds + limits.burst} ${windowSeconds}`,
    `QS_SrvMaxConnPerIP ${limits.connections}`,
    "",
    // The core's own LimitRequestBody does not hold for requests that are passed on.
    `QS_LimitRequestBody ${limits.bodyBytes}`,
    "LimitRequestLine 8190",
    "LimitRequestFieldSize 8190",
    "LimitRequestFields 100",
    `RequestReadTimeout handshake=${timeouts.header} header=${timeouts.header} body=${timeouts.body},MinRate=500`,
    `Timeout ${timeouts.send}`,
    "KeepAlive On",
    "MaxKeepAliveRequests 1000",
    `KeepAliveTimeout ${timeouts.idle}`,
  ];
}

/** Directive of a site that tells a client over the limit when to come back. */
export function renderRetryAfter(): string {
  // An upstream that limits by itself says itself when to come back.
  return `Header always set retry-after ${windowSeconds} "expr=%{REQUEST_STATUS} == 429 && -z resp('Retry-After')"`;
}
