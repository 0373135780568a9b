import type { FrontOperation, GatewayFront } from "../../gatewayFront";
import { block, quoted } from "../blocks";
import { hostMatcher, pathExpression } from "./paths";

function describe({ access, limit, waf }: FrontOperation): string {
  return [access, limit ? `${limit.requests}/${limit.seconds}` : "-", ...(waf ? ["inspected"] : [])].join(
    " ",
  );
}

/**
 * Directives of the `http` block for `$gateway_operation`: what is known of the operation that a request is for, such
 * as `jwt 100/60 inspected`, or nothing where no operation is meant. nginx works it out where it is used, and nowhere
 * else. It looks at the path as the client sent it, as the gateway does: what nginx makes of it by itself, with
 * characters decoded and all from `#` on left out, would let a path by that the gateway takes.
 */
export function renderOperations({ operations }: GatewayFront): string[] {
  const hosts = hostMatcher(operations);
  return block('map "$request_method $gateway_hosts $request_uri" $gateway_operation', [
    ...operations.map((operation) => {
      const { method, template } = operation;
      const pattern = `~^${method} ${hosts(operation)} ${pathExpression(template)}(?:\\?|$)`;
      return `${quoted(pattern)} ${quoted(describe(operation))};`;
    }),
    'default "";',
  ]);
}
