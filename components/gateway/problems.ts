/** Titles of the answers that a gateway gives by itself (RFC 9110 section 15, RFC 6585). */
export const gatewayTitles: ReadonlyMap<number, string> = new Map([
  [400, "Bad Request"],
  [401, "Unauthorized"],
  [403, "Forbidden"],
  [404, "Not Found"],
  [405, "Method Not Allowed"],
  [413, "Content Too Large"],
  [415, "Unsupported Media Type"],
  [422, "Unprocessable Content"],
  [429, "Too Many Requests"],
]);

/** Body of an answer with `status` as problem details (RFC 9457); it does not tell which software answers. */
export function gatewayProblem(status: number): string {
  return JSON.stringify({ type: "about:blank", title: gatewayTitles.get(status), status });
}
