import { parseTemplate } from "../../../gateway/pathPattern";
import type { FrontOperation } from "../../gatewayFront";
import { block } from "../blocks";

/** One character of a parameter: an encoded one is one, as it is for the gateway. */
const parameter = "(?:[^/?%]|%[0-9A-Fa-f]{2})+";

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** Regular expression for the paths of a template, as clients send them. */
export function pathExpression(template: string): string {
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

/** Directives of the `http` block for `$gateway_hosts`: which of the sets of host names a request's is in. */
export function renderHosts(operations: readonly FrontOperation[]): string[] {
  const sets = hostSets(operations);
  const names = [...new Set(sets.flat())].sort();
  return block("map $host $gateway_hosts", [
    ...names.map((name) => {
      const of = sets.flatMap((set, index) => (set.includes(name) ? [index] : []));
      return `${name} :${of.join(":")}:;`;
    }),
    'default "";',
  ]);
}

/** What gives the regular expression for `$gateway_hosts` where one of the operations answers. */
export function hostMatcher(operations: readonly FrontOperation[]): (of: FrontOperation) => string {
  const sets = hostSets(operations).map((set) => set.join(" "));
  return ({ hosts }) => {
    const index = sets.indexOf(hosts.join(" "));
    return index === -1 ? "[^ ]*" : `[^ ]*:${index}:[^ ]*`;
  };
}
