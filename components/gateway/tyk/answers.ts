import { allMethods, type Definition, type MethodAction, renderDefinition } from "./definition";

/** Titles of the answers that the gateway gives itself (RFC 9110 section 15). */
const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  411: "Length Required",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/** Problem details of a status (RFC 9457), without a word on the software or on what it found. */
function problem(status: number): string {
  return JSON.stringify({ type: "about:blank", title: titles[status], status });
}

/** A fixed answer. */
export function reply(status: number, headers: Record<string, string> = {}): MethodAction {
  return {
    action: "reply",
    code: status,
    data: problem(status),
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", ...headers },
  };
}

/** An answer for every method. */
export function replyToAll(status: number, headers?: Record<string, string>): Record<string, MethodAction> {
  return Object.fromEntries(allMethods.map((method) => [method, reply(status, headers)]));
}

/** Ids of the definitions that answer what requests end in that go no further. */
export const answers = {
  unauthorized: "answer-401",
  apiKeyNeeded: "answer-401-key",
  forbidden: "answer-403",
  tooLarge: "answer-413",
  unsupportedMediaType: "answer-415",
} as const;

/** The definitions behind {@link answers}: Tyk's own middleware answers these cases by 400 or 403, if at all. */
export function renderAnswers(): Definition[] {
  const fixed = (id: string, status: number, headers?: Record<string, string>): Definition =>
    renderDefinition({
      id,
      paths: { white_list: [{ path: "^.*$", method_actions: replyToAll(status, headers) }] },
    });
  return [
    // RFC 6750 section 3: without a token the challenge says no more than the scheme.
    fixed(answers.unauthorized, 401, { "WWW-Authenticate": "Bearer" }),
    fixed(answers.apiKeyNeeded, 401, { "WWW-Authenticate": "ApiKey" }),
    fixed(answers.forbidden, 403, { "WWW-Authenticate": 'Bearer error="insufficient_scope"' }),
    fixed(answers.tooLarge, 413),
    fixed(answers.unsupportedMediaType, 415),
  ];
}

/**
 * Tyk's error templates by file name. Its own put the reason in, escaped for JavaScript, which is not JSON where it
 * holds an apostrophe, and which tells what was wrong with a key.
 */
export function renderErrorTemplates(): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ["error.json", problem(500)],
    ...Object.keys(titles).map((status) => [`error_${status}.json`, problem(Number(status))] as const),
  ]);
}
