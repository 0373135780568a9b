import type { Probe } from "./probe";
import { ask } from "./request";

/** Plain HTTP is answered by a permanent redirect to HTTPS (RFC 9110 15.4). */
export const redirect: Probe = async (target) => {
  const { status, headers } = await ask(target, "/orders?limit=1", { scheme: "http" });
  return {
    what: "HTTP",
    measured: `${status} to ${headers.location ?? "nowhere"}`,
    ok: [301, 308].includes(status) && headers.location === `https://${target.name}/orders?limit=1`,
  };
};

/** The API behind the edge answers. */
export const api: Probe = async (target) => {
  const { status, headers } = await ask(target, "/healthz");
  return {
    what: "HTTPS GET /healthz",
    measured: `${status} ${headers["content-type"] ?? ""}`,
    ok: status === 200,
  };
};

/** HTTP Strict Transport Security (RFC 6797), for at least a year. */
export const hsts: Probe = async (target) => {
  const value = (await ask(target, "/healthz")).headers["strict-transport-security"] ?? "none";
  return { what: "HSTS", measured: value, ok: Number(/max-age=(\d+)/.exec(value)?.[1]) >= 31_536_000 };
};

/** No header names the software; the ones that protect browsers are there (OWASP REST Security Cheat Sheet). */
export const headers: Probe = async (target) => {
  const found = (await ask(target, "/healthz")).headers;
  const wanted = ["x-content-type-options", "content-security-policy", "referrer-policy", "x-request-id"];
  const missing = wanted.filter((name) => found[name] === undefined);
  const software = [found.server, found["x-powered-by"]].filter((value) =>
    /\d|python/i.test(String(value ?? "")),
  );
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
export const largeBody: Probe = async (target) => {
  const outcome = await ask(target, "/orders", { body: "x".repeat(2 * 1024 * 1024) }).then(
    ({ status }) => String(status),
    (error: Error) => `cut off (${error.message})`,
  );
  return { what: "POST of 2 MiB", measured: outcome, ok: outcome === "413" || outcome.startsWith("cut off") };
};

/** A name that is not ours gets no certificate and no page. */
export const unknownName: Probe = async (target) => {
  const outcome = await ask(target, "/", { host: "other.portcullis.test" }).then(
    ({ status }) => `answered ${status}`,
    (error: NodeJS.ErrnoException) => `refused (${error.code ?? error.message})`,
  );
  return {
    what: "Unknown name",
    measured: outcome,
    ok: outcome.startsWith("refused") || outcome === "answered 421",
  };
};
