import type { ResolvedEdge } from "../../model/types";
import { type GatewayFront, isGateway } from "../gatewayFront";
import { identityHeaders } from "../identityHeaders";
import { acmeWebroot, certificateFiles, unknownNameCertificate } from "../paths";
import { hiddenUpstreamHeaders, responseHeaders } from "../responseHeaders";
import { renderGatewayAccessLog } from "./accessLog";
import { renderRetryAfter } from "./limits";
import { problemsPath, renderProblemException } from "./problemPages";

type Site = ResolvedEdge["sites"][number];

function virtualHost(port: number, lines: readonly string[]): string[] {
  return [
    `<VirtualHost *:${port}>`,
    ...lines.map((line) => (line === "" ? "" : `    ${line}`)),
    "</VirtualHost>",
  ];
}

function tls(certificate: string): string[] {
  const { chain, key } = certificateFiles(certificate);
  return ["SSLEngine on", `SSLCertificateFile ${chain}`, `SSLCertificateKeyFile ${key}`];
}

/**
 * The first virtual host of a port answers for all names that no site has. mod_ssl cannot refuse the handshake, so the
 * certificate here tells nothing and the request is refused (RFC 9110 section 15.5.20).
 */
function renderUnknownNames(): string[] {
  const refuse = [`RedirectMatch 421 "^(?!${problemsPath})"`];
  const name = "ServerName unknown-name.invalid";
  return [
    ...virtualHost(80, [name, ...refuse]),
    "",
    ...virtualHost(443, [name, ...tls(unknownNameCertificate), ...refuse]),
  ];
}

function serverNames([first, ...others]: Site["names"]): string[] {
  return [`ServerName ${first}`, ...(others.length > 0 ? [`ServerAlias ${others.join(" ")}`] : [])];
}

function renderRedirect(name: string): string[] {
  const challenges = "/.well-known/acme-challenge/";
  return virtualHost(80, [
    `ServerName ${name}`,
    `Alias ${challenges} ${acmeWebroot}${challenges}`,
    // 308 keeps method and body (RFC 9110 section 15.4.9).
    `RedirectMatch 308 "^/(?!${challenges.slice(1)}|${problemsPath.slice(1)})(.*)$" "https://${name}/$1"`,
  ]);
}

/** What is passed on: nothing that a client says about itself is taken for the truth. */
const forwarded = [
  'RequestHeader set X-Request-Id "%{UNIQUE_ID}e"',
  'RequestHeader set X-Real-IP "expr=%{REMOTE_ADDR}"',
  'RequestHeader set X-Forwarded-For "expr=%{REMOTE_ADDR}"',
  "RequestHeader set X-Forwarded-Proto https",
  'RequestHeader set X-Forwarded-Host "expr=%{HTTP_HOST}"',
  "RequestHeader set X-Forwarded-Port 443",
  ...["X-Forwarded-Server", "X-Forwarded-Prefix", "Forwarded"].map((name) => `RequestHeader unset ${name}`),
  // A server that takes this for an environment variable would send its requests through the client (httpoxy).
  "RequestHeader unset Proxy",
];

/**
 * Directives for an upstream over TLS, which is verified, by the name that the client asked for. Source: documentation of
 * mod_ssl, whose SSLProxyVerify is none by default.
 */
function renderUpstreamTls({ upstream }: Site): string[] {
  if (upstream.authority === undefined) return [];
  return [
    "SSLProxyEngine on",
    "SSLProxyVerify require",
    `SSLProxyCACertificateFile ${upstream.authority}`,
    "SSLProxyCheckPeerName on",
    "SSLProxyCheckPeerExpire on",
    "SSLProxyProtocol -all +TLSv1.2 +TLSv1.3",
  ];
}

function renderSite(settings: ResolvedEdge, site: Site, gateway: GatewayFront | undefined): string[] {
  const headers = responseHeaders(settings, site);
  const hidden = new Set([
    ...hiddenUpstreamHeaders,
    ...headers.keys(),
    "strict-transport-security",
    "x-request-id",
  ]);
  const { upstreamConnect, upstream } = settings.timeouts;
  // Connections are given up before the upstream is likely to, and an upstream that is back is used at once.
  const worker = `connectiontimeout=${upstreamConnect} timeout=${upstream} ttl=30 retry=0`;
  return virtualHost(443, [
    ...serverNames(site.names),
    ...tls(site.names[0]),
    "Protocols h2 http/1.1",
    "",
    ...[...hidden].map((name) => `Header onsuccess unset ${name}`),
    ...[...headers].map(([name, value]) => `Header always set ${name} "${value}"`),
    'Header always set x-request-id "%{UNIQUE_ID}e"',
    renderRetryAfter(),
    "",
    ...forwarded,
    ...(isGateway(site, gateway)
      ? [...identityHeaders.map((name) => `RequestHeader unset ${name}`), ...renderGatewayAccessLog()]
      : []),
    ...renderUpstreamTls(site),
    "ProxyPreserveHost On",
    "ProxyAddHeaders Off",
    "AllowEncodedSlashes NoDecode",
    renderProblemException(),
    `ProxyPass / ${site.upstream.url}/ nocanon ${worker}`,
  ]);
}

/** The virtual hosts: unknown names first, then a redirect a name and a proxy a site. */
export function renderVirtualHosts(settings: ResolvedEdge, gateway?: GatewayFront): string[] {
  return [
    ...renderUnknownNames(),
    ...settings.sites.flatMap((site) => [
      ...site.names.flatMap((name) => ["", ...renderRedirect(name)]),
      "",
      ...renderSite(settings, site, gateway),
    ]),
  ];
}
