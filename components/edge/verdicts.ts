/**
 * What became of a request at the edge and its gateway: the API answered, with a known caller or to anybody; no
 * credential, or none that is good (401); a role, scope or address that may not (403); over a limit (429); a request
 * that is not what it has to be (400, 413, 415, 422); one that request inspection refused; one for what no API has
 * (404, 405).
 */
export type Verdict =
  | "authenticated"
  | "public"
  | "unauthenticated"
  | "forbidden"
  | "limited"
  | "invalid"
  | "blocked"
  | "unrouted";

/**
 * Verdicts by the status of an answer that edge or gateway gave themselves. 403 is missing, since it depends on which of
 * them gave it; what is well is the answer to a preflight.
 */
export const verdictsByStatus: ReadonlyMap<number, Verdict> = new Map([
  [200, "public"],
  [204, "public"],
  [401, "unauthenticated"],
  [404, "unrouted"],
  [405, "unrouted"],
  [429, "limited"],
  ...[400, 411, 413, 414, 415, 417, 422, 431].map((status) => [status, "invalid"] as const),
]);
