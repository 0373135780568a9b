import { parseTemplate } from "../../../gateway/pathPattern";
import type { FrontOperation, GatewayFront } from "../../gatewayFront";
import { block, quoted } from "../blocks";

/** One character of a parameter: an encoded one is one, as it is for the gateway. */
const parameter = "(?:[^/?%]|%[0-9A-Fa-f]{2})+";

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

function pathExpression(template: string): string {
  const parsed = parseTemplate(template);
  if (typeof parsed === "string") throw new Error(`${template} ${parsed}`);
  const segments = parsed.segments.map((parts) =>
    parts.map((part) => ("text" in part ? escape(part.text) : parameter)).join(""),
  );
  return `/${segments.join("/")}`;
}

/** Sets of host names that operations answer for, without the one that holds all. */
function hostSets(operations: readonly FrontOperation[]): string[][] {
  const sets = new Map(operations.map(({ hosts }) => [hosts.join(" "), [...hosts]]));
  return [...sets.values()].filter((hosts) => hosts.length > 0);
}

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
  const sets = hostSets(operations);
  const names = [...new Set(sets.flat())].sort();
  const hosts = (of: FrontOperation): string => {
    const index = sets.findIndex((set) => set.join(" ") === of.hosts.join(" "));
    return index === -1 ? "[^ ]*" : `[^ ]*:${index}:[^ ]*`;
  };
  return [
    // Which of the sets of host names a request's is in.
    ...block("map $host $gateway_hosts", [
      ...names.map((name) => {
        const of = sets.flatMap((set, index) => (set.includes(name) ? [index] : []));
        return `${name} :${of.join(":")}:;`;
      }),
      'default "";',
    ]),
    ...block('map "$request_method $gateway_hosts $request_uri" $gateway_operation', [
      ...operations.map((operation) => {
        const { method, template } = operation;
        const pattern = `~^${method} ${hosts(operation)} ${pathExpression(template)}(?:\\?|$)`;
        return `${quoted(pattern)} ${quoted(describe(operation))};`;
      }),
      'default "";',
    ]),
  ];
}
