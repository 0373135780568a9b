import { createHash } from "node:crypto";

/**
 * Organisation of everything Tyk knows: it has no meaning for a gateway of one owner, but may not be empty. Tyk cuts it
 * off the front of a credential before it looks for it, so that none may begin with it: none can hold a `=` there.
 */
export const organisation = "=portcullis";

/** All methods: Tyk's lists are by method, so that "any other" has to be spelled out. */
export const allMethods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE", "CONNECT"];

/** A regular expression that a header's, claim's or session's value has to match. */
export interface Match {
  match_rx: string;
  /** The value must not match instead. */
  reverse?: boolean;
}

/** Another target where all of the options match. The last trigger that matches counts. */
export interface Trigger {
  on: "all" | "any";
  options: { header_matches?: Record<string, Match>; session_meta_matches?: Record<string, Match> };
  rewrite_to: string;
}

/** Where a request goes on. */
export interface Rewrite {
  path: string;
  method: string;
  match_pattern: string;
  rewrite_to: string;
  triggers?: Trigger[];
}

/** What Tyk does for a path and method, as far as it is used. */
export interface ExtendedPaths {
  white_list?: { path: string; method_actions: Record<string, MethodAction> }[];
  url_rewrites?: Rewrite[];
  size_limits?: { path: string; method: string; size_limit: number }[];
  validate_json?: { path: string; method: string; schema: object; error_response_code: number }[];
  hard_timeouts?: { path: string; method: string; timeout: number }[];
}

/** A fixed answer, or none. */
export interface MethodAction {
  action: "reply" | "no_action";
  code: number;
  data: string;
  headers: Record<string, string>;
}

/** A definition in the format of Tyk 4.3 (apidef.APIDefinition), as far as it is used. */
export type Definition = Record<string, unknown> & { api_id: string };

/** What a definition consists of. */
export interface DefinitionParts {
  /** What the definition is called by others. Letters, digits and hyphens: Tyk turns all else into hyphens. */
  id: string;
  /** Path prefix for clients. Default: it is reached from other definitions alone. */
  listenPath?: string;
  /** Host name for clients. Default: any. */
  host?: string;
  /** Servers. Default: none, since every request is rewritten. */
  upstreams?: readonly string[];
  paths?: ExtendedPaths;
  /** Headers that the next one gets. */
  setHeaders?: Record<string, string>;
  /** Headers that the next one does not get. */
  removeHeaders?: readonly string[];
  /** Changes to what clients get. */
  responseHeaders?: { set: Readonly<Record<string, string>>; remove: readonly string[] };
  /** More members of the definition. */
  more?: Record<string, unknown>;
}

/** An id that others can be told apart by, whatever characters `text` has. */
export function definitionId(kind: string, text: string): string {
  return `${kind}-${createHash("sha256").update(text).digest("hex").slice(0, 20)}`;
}

/** A path pattern as Tyk takes it: it reads braces as path parameters, so that quantifiers are written out. */
export function tykPattern(pattern: string): string {
  return pattern.replaceAll("\\.{3,}", "\\.\\.\\.+");
}

/** Those that count first in front: Tyk takes the first pattern that matches. */
export function byPriority<T extends { priority: number }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => b.priority - a.priority);
}

/** Address of a definition that others hand a request to, with the limits of that one counted. */
export function handTo(id: string): string {
  // Parameters of the client's own query never get here: they are put back only once these have been read.
  return `tyk://${id}$1?check_limits=true`;
}

/** Matches the path of a request, which becomes `$1`. What was handed on once has a scheme and an empty host in front. */
export const wholePath = "^(?:http://[^/?]*)?(/[^?]*)";

/**
 * Renders a definition. Without a word on it everything is off: Tyk has no cross-origin access, no caching, no
 * versions, no detailed recording, no credential in a query or cookie.
 */
export function renderDefinition(parts: DefinitionParts): Definition {
  const {
    id,
    listenPath,
    host,
    upstreams = [],
    paths = {},
    setHeaders = {},
    removeHeaders = [],
    responseHeaders,
  } = parts;
  return {
    // Tyk finds what a `tyk://` address means by going through all definitions and turning each name into what a host
    // may be called: short names cost it less. No id is a hyphen; names are not asked to differ.
    name: "-",
    api_id: id,
    org_id: organisation,
    active: true,
    internal: listenPath === undefined,
    use_keyless: true,
    domain: host ?? "",
    version_data: {
      not_versioned: true,
      default_version: "",
      versions: {
        Default: {
          name: "Default",
          use_extended_paths: true,
          extended_paths: paths,
          global_headers: setHeaders,
          global_headers_remove: removeHeaders,
          ...(responseHeaders && {
            global_response_headers: responseHeaders.set,
            global_response_headers_remove: responseHeaders.remove,
          }),
        },
      },
    },
    proxy: {
      listen_path: listenPath ?? `/${id}/`,
      // Port 9 (discard) of loopback: a request that nothing has rewritten ends in 500, never at somebody's server.
      target_url: upstreams[0] ?? "http://127.0.0.1:9",
      ...(upstreams.length > 1 && { enable_load_balancing: true, target_list: upstreams }),
      strip_listen_path: false,
      preserve_host_header: false,
      transport: { ssl_min_version: 771, ssl_force_common_name_check: false },
    },
    enable_context_vars: false,
    do_not_track: true,
    // What applies changes to responses.
    ...(responseHeaders && { response_processors: [{ name: "header_injector", options: {} }] }),
    ...parts.more,
  };
}
