import { type CallerHeader, callerId } from "../apis/callers";
import type { ApiTarget } from "../apis/targets";
import { urlPattern } from "../apis/urls";

/** Text of a Java properties file (java.util.Properties): a backslash and what is not ASCII are escaped. */
const escaped = (text: string): string =>
  text
    .replaceAll("\\", "\\\\")
    .replace(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);

/**
 * Renders the settings by which ZAP's replacer puts the callers' headers into the requests that they are for, and into no
 * others, for its option `-configfile`. They hold credentials: neither a plan, which is kept, nor a command line nor the
 * environment is a place for them.
 *
 * The replacer goes by URL: where operations of one path are for several consumers, the first one's header goes in.
 */
export function renderCallerSettings(
  { site, operations }: ApiTarget,
  headers: Readonly<Record<string, CallerHeader>>,
): string {
  const taken = new Set<string>();
  const rules = operations.flatMap((operation) => {
    const { route, caller } = operation;
    const { kind } = route.access;
    if (caller === undefined || (kind !== "jwt" && kind !== "apiKey")) return [];
    const header = headers[callerId(kind, caller)]!;
    const url = urlPattern(site, operation);
    const place = `${header.name} ${url}`;
    if (taken.has(place)) return [];
    taken.add(place);
    return [
      {
        description: `${callerId(kind, caller)}-${taken.size}`,
        enabled: "true",
        matchtype: "REQ_HEADER",
        matchstr: header.name,
        regex: "false",
        url,
        replacement: header.value,
      },
    ];
  });
  return rules
    .flatMap((rule, index) =>
      Object.entries(rule).map(([key, value]) => `replacer.full_list(${index}).${key}=${escaped(value)}\n`),
    )
    .join("");
}
