/**
 * Statuses that the edge itself answers with, and their titles (RFC 9110 section 15, RFC 6585). What an upstream
 * answers is passed on as it is.
 */
export const problemTitles: ReadonlyMap<number, string> = new Map([
  [400, "Bad Request"],
  [401, "Unauthorized"],
  [403, "Forbidden"],
  [404, "Not Found"],
  [405, "Method Not Allowed"],
  [408, "Request Timeout"],
  [411, "Length Required"],
  [413, "Content Too Large"],
  [414, "URI Too Long"],
  [416, "Range Not Satisfiable"],
  [417, "Expectation Failed"],
  [421, "Misdirected Request"],
  [429, "Too Many Requests"],
  [431, "Request Header Fields Too Large"],
  [500, "Internal Server Error"],
  [501, "Not Implemented"],
  [502, "Bad Gateway"],
  [503, "Service Unavailable"],
  [504, "Gateway Timeout"],
]);

/** Body of the edge's own answer with `status` as problem details (RFC 9457); it does not tell which software answers. */
export function problemBody(status: number): string {
  return JSON.stringify({ type: "about:blank", title: problemTitles.get(status), status });
}
