import {
  keepsToHttps,
  redirects,
  refusesBody,
  refusesName,
  toldSoftware,
} from "../../audit/outside/http/judge";
import { lookAtLargeBody, lookAtPlainHttp, lookAtUnknownName } from "../../audit/outside/http/look";
import { ask } from "../../audit/outside/request";
import type { Look } from "./finding";

/** Plain HTTP is answered by a permanent redirect to HTTPS (RFC 9110 15.4). */
export const redirect: Look = async ({ site }) => {
  const path = "/orders?limit=1";
  const answer = await lookAtPlainHttp(site, path);
  return {
    what: "HTTP",
    measured: `${answer.status} to ${answer.location ?? "nowhere"}`,
    ok: redirects(answer, site.name, path),
  };
};

/** The API behind the edge answers. */
export const api: Look = async ({ site }) => {
  const { status, headers } = await ask(site, "/healthz");
  return {
    what: "HTTPS GET /healthz",
    measured: `${status} ${headers["content-type"] ?? ""}`,
    ok: status === 200,
  };
};

/** HTTP Strict Transport Security (RFC 6797), for at least a year. */
export const hsts: Look = async ({ site }) => {
  const { headers: found } = await ask(site, "/healthz");
  return {
    what: "HSTS",
    measured: found["strict-transport-security"] ?? "none",
    ok: keepsToHttps(found),
  };
};

/** No header names the software; the ones that protect browsers are there (OWASP REST Security Cheat Sheet). */
export const headers: Look = async ({ site }) => {
  const found = (await ask(site, "/healthz")).headers;
  const wanted = ["x-content-type-options", "content-security-policy", "referrer-policy", "x-request-id"];
  const missing = wanted.filter((name) => found[name] === undefined);
  const software = toldSoftware(found);
  return {
    what: "Response headers",
    measured:
      missing.length + software.length === 0
        ? `${wanted.length} of ${wanted.length} security headers, no software version`
        : `missing: ${missing.join(", ") || "none"}; told: ${software.join(", ") || "nothing"}`,
    ok: missing.length + software.length === 0,
  };
};

/** A body over the limit is refused before the upstream sees it. */
export const largeBody: Look = async ({ site }) => {
  const outcome = await lookAtLargeBody(site, "/orders", 2 * 1024 * 1024);
  return {
    what: "POST of 2 MiB",
    measured: "status" in outcome ? String(outcome.status) : `cut off (${outcome.refused})`,
    ok: refusesBody(outcome),
  };
};

/** A name that is not ours gets no certificate and no page. */
export const unknownName: Look = async ({ site }) => {
  const outcome = await lookAtUnknownName(site);
  return {
    what: "Unknown name",
    measured: "status" in outcome ? `answered ${outcome.status}` : `refused (${outcome.refused})`,
    ok: refusesName(outcome),
  };
};
