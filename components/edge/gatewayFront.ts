import type { ResolvedEdge } from "../model/types";

/** What an edge has to know of the API gateway behind it, to answer as one with it. */
export interface GatewayFront {
  /** Where it listens; the sites with this upstream are the gateway's. */
  url: string;
  /** Which software it is: each leaves something else to the edge. */
  engine: "kong" | "tyk";
  /** Longest time until a token expires, in seconds, by what the token's `iss` is. */
  lifetimes: Readonly<Record<string, number>>;
  /** Authorization servers by what a token's `iss` is: the name they have here, and the roles that a scope gives. */
  issuers: Readonly<Record<string, { name: string; scopes: Readonly<Record<string, readonly string[]>> }>>;
  /** All operations, the ones that count first in front. */
  operations: readonly FrontOperation[];
}

/** One operation, as far as an edge has to know it. */
export interface FrontOperation {
  /** Host names that it answers for; empty is all. */
  hosts: readonly string[];
  /** Its method. */
  method: string;
  /** Its path as the document has it, with parameters in braces. */
  template: string;
  /** Regular expression for the whole path, as the client sent it. */
  pattern: string;
  /** What the caller proves itself by. */
  access: "public" | "jwt" | "apiKey" | "oauth2";
  /** Its longest rate limit: requests in a number of seconds. Default: none. */
  limit?: { requests: number; seconds: number };
  /** Whether ModSecurity looks at its requests. */
  waf: boolean;
}

/**
 * Whether a site is the gateway's.
 *
 * @param site - a site of the edge
 * @param gateway - the gateway, if there is one
 */
export function isGateway(
  site: Pick<ResolvedEdge["sites"][number], "upstream">,
  gateway: Pick<GatewayFront, "url"> | undefined,
): boolean {
  return site.upstream.url === gateway?.url;
}
