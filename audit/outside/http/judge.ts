import type { IncomingHttpHeaders } from "node:http";
import type { CheckResult } from "../../../components/audit/result";
import { verdict } from "../verdict";
import type { EdgeAnswers, EdgePaths, Outcome } from "./look";

/** Least time that browsers ought to keep to HTTPS for, in seconds: a year. */
const leastHsts = 31_536_000;
const hsts = "strict-transport-security";

const told = (outcome: Outcome): string =>
  "status" in outcome ? `answered ${outcome.status}` : `refused (${outcome.refused})`;

/** Whether plain HTTP was sent on to the same place over HTTPS, for good. */
export function redirects({ status, location }: EdgeAnswers["plain"], name: string, path: string): boolean {
  return [301, 308].includes(status) && location === `https://${name}${path}`;
}

/** Whether browsers are told to keep to HTTPS for a year. */
export function keepsToHttps(headers: IncomingHttpHeaders): boolean {
  return Number(/max-age="?(\d+)/i.exec(headers[hsts] ?? "")?.[1]) >= leastHsts;
}

/** Values of headers that tell which software answers, and its version. */
export function toldSoftware(headers: IncomingHttpHeaders): string[] {
  return ["server", "x-powered-by", "x-aspnet-version", "via"]
    .map((name) => String(headers[name] ?? ""))
    .filter((value) => /\d|python|php|express|asp\.net/i.test(value));
}

/** Whether a body over the limit was refused. */
export function refusesBody(outcome: Outcome): boolean {
  return "status" in outcome
    ? outcome.status === 413
    : ["ECONNRESET", "EPIPE", "socket hang up"].includes(outcome.refused);
}

/** Whether a name that is no site's was refused: in the handshake, by closing the connection, or as misdirected. */
export function refusesName(outcome: Outcome): boolean {
  return "refused" in outcome ? !/no answer/.test(outcome.refused) : outcome.status === 421;
}

/**
 * Judges what the edge of a site answered.
 *
 * @param name - the site's name
 * @param expected - headers that its settings say that it sends, by lower-case name
 */
export function judgeEdge(
  name: string,
  paths: EdgePaths,
  answers: EdgeAnswers,
  expected: ReadonlyMap<string, string>,
): CheckResult[] {
  const { plain, headers, largeBody, unknownName, methods } = answers;
  const wanted = [...expected].filter(([header]) => header !== hsts);
  const wrong = wanted.filter(([header, value]) => headers[header] !== value);
  const software = toldSoftware(headers);
  const open = Object.entries(methods).filter(
    ([, outcome]) => "status" in outcome && outcome.status < 400 && outcome.status !== 308,
  );
  return [
    verdict(
      "http-redirect",
      redirects(plain, name, paths.plain),
      `GET http://${name}${paths.plain}: ${plain.status} to ${plain.location ?? "nowhere"}`,
      name,
    ),
    verdict("http-hsts", keepsToHttps(headers), `${hsts}: ${headers[hsts] ?? "none"}`, name),
    verdict(
      "http-headers",
      wrong.length === 0,
      wrong.length === 0
        ? `${wanted.length} of ${wanted.length} as set: ${wanted.map(([header]) => header).join(", ")}`
        : wrong.map(([header]) => `${header}: ${String(headers[header] ?? "none")}`).join("; "),
      name,
    ),
    verdict(
      "http-request-id",
      headers["x-request-id"] !== undefined,
      `x-request-id ${headers["x-request-id"] === undefined ? "is missing" : "is there"}`,
      name,
    ),
    verdict("http-software", software.length === 0, software.join(", ") || "none is told", name),
    verdict("http-body-limit", refusesBody(largeBody), `${paths.tooLarge} bytes: ${told(largeBody)}`, name),
    verdict("http-unknown-name", refusesName(unknownName), told(unknownName), name),
    verdict(
      "http-methods",
      open.length === 0,
      Object.entries(methods)
        .map(([method, outcome]) => `${method} ${told(outcome)}`)
        .join(", "),
      name,
    ),
  ];
}
