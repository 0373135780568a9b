import type { ResolvedEdge } from "../model/types";

/**
 * Security headers for an API, whose responses are never meant to be shown as pages. Source: OWASP REST Security Cheat
 * Sheet, section "Security Headers".
 */
const apiHeaders: Readonly<Record<string, string>> = {
  // Nothing may be loaded by, or around, a response that is opened in a browser after all.
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  // Other origins read responses through CORS or not at all.
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "accelerometer=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

/** Those of them by which a page says what it loads and who may use it, as nobody but its own server can. */
const pageHeaders: readonly string[] = [
  "content-security-policy",
  "cross-origin-resource-policy",
  "permissions-policy",
  "referrer-policy",
];

type Site = ResolvedEdge["sites"][number];

/** The headers that a site gets without anybody's asking. */
function defaultHeaders({ upstream }: Site): [name: string, value: string][] {
  return Object.entries(apiHeaders).filter(([name]) => !upstream.pages || !pageHeaders.includes(name));
}

/** Value of Strict-Transport-Security (RFC 6797), or nothing where it is switched off. */
export function strictTransportSecurity(settings: ResolvedEdge): string | undefined {
  if (settings.insecureNoHsts) return undefined;
  const { maxAge, includeSubDomains, preload } = settings.hsts;
  return [
    `max-age=${maxAge}`,
    ...(includeSubDomains ? ["includeSubDomains"] : []),
    ...(preload ? ["preload"] : []),
  ].join("; ");
}

/** Headers that every HTTPS response of a site gets, in place of an upstream's own of that name, by lower-case name. */
export function responseHeaders(settings: ResolvedEdge, site: Site): ReadonlyMap<string, string> {
  const hsts = strictTransportSecurity(settings);
  return new Map([
    ...(hsts === undefined ? [] : [["strict-transport-security", hsts] as const]),
    ...defaultHeaders(site),
    ...Object.entries(settings.responseHeaders),
  ]);
}

/** Upstream headers that tell which software runs there. */
export const hiddenUpstreamHeaders: readonly string[] = ["server", "x-powered-by", "x-aspnet-version", "via"];
