import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Probe, Target } from "./probe";

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

function ask(
  target: Target,
  scheme: "http" | "https",
  path: string,
  options: { host?: string; body?: string } = {},
): Promise<Answer> {
  const request = scheme === "https" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: target.address,
        servername: options.host ?? target.name,
        ca: target.rootPem,
        path,
        method: options.body === undefined ? "GET" : "POST",
        headers: {
          host: options.host ?? target.name,
          ...(options.body === undefined ? {} : { "content-type": "application/json" }),
        },
        agent: false,
        timeout: 10_000,
      },
      (incoming) => {
        let body = "";
        incoming.setEncoding("utf8");
        incoming.on("data", (chunk: string) => (body += chunk));
        incoming.on("end", () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body }),
        );
      },
    );
    outgoing.on("timeout", () => outgoing.destroy(new Error("no answer within 10 s")));
    outgoing.on("error", reject);
    outgoing.end(options.body);
  });
}

/** Plain HTTP is answered by a permanent redirect to HTTPS (RFC 9110 15.4). */
export const redirect: Probe = async (target) => {
  const { status, headers } = await ask(target, "http", "/orders?limit=1");
  return {
    what: "HTTP",
    measured: `${status} to ${headers.location ?? "nowhere"}`,
    ok: [301, 308].includes(status) && headers.location === `https://${target.name}/orders?limit=1`,
  };
};

/** The API behind the edge answers. */
export const api: Probe = async (target) => {
  const { status, headers } = await ask(target, "https", "/healthz");
  return {
    what: "HTTPS GET /healthz",
    measured: `${status} ${headers["content-type"] ?? ""}`,
    ok: status === 200,
  };
};

/** HTTP Strict Transport Security (RFC 6797), for at least a year. */
export const hsts: Probe = async (target) => {
  const value = (await ask(target, "https", "/healthz")).headers["strict-transport-security"] ?? "none";
  return { what: "HSTS", measured: value, ok: Number(/max-age=(\d+)/.exec(value)?.[1]) >= 31_536_000 };
};

/** No header names the software; the ones that protect browsers are there (OWASP REST Security Cheat Sheet). */
export const headers: Probe = async (target) => {
  const found = (await ask(target, "https", "/healthz")).headers;
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
  const outcome = await ask(target, "https", "/orders", { body: "x".repeat(2 * 1024 * 1024) }).then(
    ({ status }) => String(status),
    (error: Error) => `cut off (${error.message})`,
  );
  return { what: "POST of 2 MiB", measured: outcome, ok: outcome === "413" || outcome.startsWith("cut off") };
};

/** A name that is not ours gets no certificate and no page. */
export const unknownName: Probe = async (target) => {
  const outcome = await ask(target, "https", "/", { host: "other.portcullis.test" }).then(
    ({ status }) => `answered ${status}`,
    (error: NodeJS.ErrnoException) => `refused (${error.code ?? error.message})`,
  );
  return {
    what: "Unknown name",
    measured: outcome,
    ok: outcome.startsWith("refused") || outcome === "answered 421",
  };
};
