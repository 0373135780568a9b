import type { FrontOperation, GatewayFront } from "../../gatewayFront";
import { block, quoted } from "../blocks";
import { hostMatcher, pathExpression } from "./paths";

/** Methods that gateways tell apart; all others have no operation anywhere. */
const known = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/**
 * Directives of the `http` block for methods that no gateway knows, such as QUERY or PROPFIND: `$gateway_refusal` is 405,
 * or 404 where no API has the path, and nothing for methods that the gateway answers itself. `$gateway_allow` is what
 * the answer's `Allow` has to say where it is the edge that answers 405 (RFC 9110 section 15.5.6), as nginx does to TRACE.
 * The paths are looked at only then.
 */
export function renderMethods({ operations }: GatewayFront): string[] {
  const hosts = hostMatcher(operations);
  const paths = new Map<string, FrontOperation[]>();
  for (const operation of operations) {
    const pattern = `~^${hosts(operation)} ${pathExpression(operation.template)}(?:\\?|$)`;
    paths.set(pattern, [...(paths.get(pattern) ?? []), operation]);
  }
  return [
    ...block('map "$gateway_hosts $request_uri" $gateway_methods', [
      ...[...paths].map(([pattern, of]) => {
        const methods = of.map(({ method }) => method).sort();
        return `${quoted(pattern)} ${quoted(methods.join(", "))};`;
      }),
      'default "";',
    ]),
    ...block("map $gateway_methods $gateway_path_refusal", ['"" 404;', "default 405;"]),
    ...block("map $request_method $gateway_refusal", [
      ...known.map((method) => `${method} "";`),
      "default $gateway_path_refusal;",
    ]),
    ...block("map $status:$upstream_status $gateway_allow", ['"405:" $gateway_methods;', 'default "";']),
  ];
}

/** Directives of a location that answer them. */
export const refuseMethods = [405, 404].flatMap((status) =>
  block(`if ($gateway_refusal = ${status})`, [`return ${status};`]),
);
