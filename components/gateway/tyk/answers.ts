import { answerHeaders } from "../answerHeaders";
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

/**
 * A fixed answer. The header says that it is as it should be: errors that Tyk itself finds lack it, and an edge tells by
 * that what {@link ownErrors} is about.
 */
export function reply(status: number, headers: Record<string, string> = {}): MethodAction {
  return {
    action: "reply",
    code: status,
    data: problem(status),
    headers: {
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      [answerHeaders.answer]: "1",
      ...headers,
    },
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
 * What Tyk's own errors mean, by the status it sends: others by its message (gateway/handler_error.go, mw_jwt.go,
 * mw_rate_limiting.go, reverse_proxy.go). Any other message means the status sent.
 */
const meanings: Readonly<Record<number, readonly (readonly [meant: number, messages: readonly string[]])[]>> =
  {
    400: [[401, ["Authorization field missing"]]],
    403: [
      [
        401,
        [
          "Key not authorized",
          "Key not authorised",
          "Key not authorized: Unexpected signing method",
          "Access to this API has been disallowed",
          "Key is inactive, please renew",
          "no suitable claims for user ID were found",
          "found an empty user ID in sub claim",
          "found an empty user ID in predefined base field claim sub",
        ],
      ],
      [429, ["Quota exceeded"]],
    ],
    404: [[401, ["no suitable claims for user ID were found"]]],
    500: [
      [502, ["There was a problem proxying the request", "Upstream host lookup failed"]],
      // The limiter's, when Redis does not answer.
      [503, ["there was a problem proxying the request"]],
    ],
  };

function template(status: number): string {
  const choices = meanings[status] ?? [];
  return [
    ...choices.map(([meant, messages], at) => {
      const list = messages.map((message) => JSON.stringify(message)).join(" ");
      return `{{${at === 0 ? "if" : "else if"} eq .Message ${list}}}${problem(meant)}`;
    }),
    choices.length > 0 ? `{{else}}${problem(status)}{{end}}` : problem(status),
  ].join("");
}

/**
 * Tyk's error templates by file name, one for JSON and one for XML, which it takes for callers that send XML. Its own
 * put the reason in, escaped for JavaScript, which is not JSON where it holds an apostrophe, and which tells what was
 * wrong with a key. A template cannot choose the status, but what the body says is the one that is meant.
 */
export function renderErrorTemplates(): Readonly<Record<string, string>> {
  const templates: (readonly [name: string, text: string])[] = [
    ["error", problem(500)],
    ...Object.keys(titles).map((status) => [`error_${status}`, template(Number(status))] as const),
  ];
  return Object.fromEntries(
    templates.flatMap(([name, text]) => ["json", "xml"].map((format) => [`${name}.${format}`, text])),
  );
}

/**
 * The status that is meant, by the status that Tyk sends for an error of its own and the length of its body in bytes:
 * `403 60` → 401. All of these bodies come from {@link renderErrorTemplates}, and those that go with one status differ
 * in length.
 */
export function ownErrors(): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.keys(titles).flatMap((sent) =>
      [Number(sent), ...(meanings[Number(sent)] ?? []).map(([meant]) => meant)].map((meant) => [
        `${sent} ${problem(meant).length}`,
        meant,
      ]),
    ),
  );
}
