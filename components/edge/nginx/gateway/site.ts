import { answerHeaders } from "../../../gateway/answerHeaders";
import type { GatewayFront } from "../../gatewayFront";
import { identityHeaders } from "../../identityHeaders";
import { gatewayAccessLog } from "../accessLog";
import { block } from "../blocks";
import { scriptVariables, useScript } from "./answers";
import { handOver, inspect, inspects } from "./inspection";
import { refuseMethods } from "./methods";

const inspected = "@inspected";

/** Directives of a gateway's `server` block, outside of its locations. */
export function renderGatewayServer(gateway: GatewayFront): string[] {
  return [
    gatewayAccessLog,
    "add_header allow $gateway_allow always;",
    ...(gateway.engine === "tyk"
      ? [...scriptVariables, "add_header www-authenticate $gateway_challenge always;"]
      : []),
    ...(inspects(gateway)
      ? [
          `error_page ${handOver.status} = ${inspected};`,
          // ModSecurity leaves alone what an error page without this leads to, and its own refusals would have none.
          "recursive_error_pages on;",
        ]
      : []),
  ];
}

/**
 * The locations of a gateway's site.
 *
 * @param gateway - the gateway
 * @param proxy - directives that pass a request on to it
 */
export function renderGatewayLocations(gateway: GatewayFront, proxy: readonly string[]): string[] {
  const tyk = gateway.engine === "tyk";
  const pass = [
    ...proxy,
    ...identityHeaders.map((name) => `proxy_set_header ${name} "";`),
    ...Object.values(answerHeaders).map((name) => `proxy_hide_header ${name};`),
    ...(tyk ? useScript : []),
  ];
  return [
    ...block("location /", [
      // No request has a fragment (RFC 9112 section 3.2): the gateway takes it for a part of the path, ModSecurity for
      // the end of all that it looks at.
      ...block('if ($request_uri ~ "#")', ["return 400;"]),
      ...refuseMethods,
      ...(inspects(gateway) ? handOver.directives : []),
      ...pass,
    ]),
    ...(inspects(gateway) ? block(`location ${inspected}`, [...inspect, ...pass]) : []),
  ];
}
