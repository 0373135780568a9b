import { atLeast, type Platform } from "../../host/platform";
import type { ResolvedEdge } from "../../model/types";
import { type GatewayFront, isGateway } from "../gatewayFront";
import { acmeWebroot, certificateFiles, unknownNameCertificate } from "../paths";
import { hiddenUpstreamHeaders, responseHeaders } from "../responseHeaders";
import { block } from "./blocks";
import { renderGatewayLocations, renderGatewayServer } from "./gateway/site";
import { problemPagesFile } from "./problemPages";

/** A queue as long as the kernel's own (net.core.somaxconn), so that bursts of new connections are not turned away. */
const defaultServer = "default_server backlog=4096";

/** Listeners on every IPv4 and IPv6 address. */
function listen(port: number, parameters: string): string[] {
  const rest = parameters === "" ? "" : ` ${parameters}`;
  return [`listen ${port}${rest};`, `listen [::]:${port}${rest};`];
}

/** HTTPS listeners with HTTP/2, which has a directive of its own from nginx 1.25.1. */
function listenTls(platform: Platform, parameters = ""): string[] {
  return atLeast(platform.nginx, [1, 25, 1])
    ? [...listen(443, `ssl${parameters}`), "http2 on;"]
    : listen(443, `ssl http2${parameters}`);
}

function certificate(name: string): string[] {
  const { chain, key } = certificateFiles(name);
  return [`ssl_certificate ${chain};`, `ssl_certificate_key ${key};`];
}

/** Refuses what no site is meant by: over TLS in the handshake from nginx 1.19.4, else by closing the connection. */
function renderUnknownNames(platform: Platform): string[] {
  const close = [
    "error_page 400 408 414 431 494 495 496 497 = @close;",
    ...block("location @close", ["return 444;"]),
  ];
  const refusesHandshake = atLeast(platform.nginx, [1, 19, 4]);
  return [
    ...block("server", [...listen(80, defaultServer), "server_name _;", ...close, "return 444;"]),
    "",
    ...block("server", [
      ...listenTls(platform, ` ${defaultServer}`),
      "server_name _;",
      ...(refusesHandshake ? ["ssl_reject_handshake on;"] : certificate(unknownNameCertificate)),
      ...close,
      "return 444;",
    ]),
  ];
}

type Site = ResolvedEdge["sites"][number];

function renderRedirect(site: Site): string[] {
  return block("server", [
    ...listen(80, ""),
    `server_name ${site.names.join(" ")};`,
    `include ${problemPagesFile};`,
    ...block("location ^~ /.well-known/acme-challenge/", [
      `root ${acmeWebroot};`,
      "default_type text/plain;",
      "limit_except GET { deny all; }",
    ]),
    // 308 keeps method and body (RFC 9110 section 15.4.9).
    ...block("location /", ["return 308 https://$host$request_uri;"]),
  ]);
}

/** What is passed on: nothing that a client says about itself is taken for the truth. */
const forwarded = [
  "proxy_set_header Host $host;",
  "proxy_set_header X-Request-Id $request_id;",
  "proxy_set_header X-Real-IP $remote_addr;",
  "proxy_set_header X-Forwarded-For $remote_addr;",
  "proxy_set_header X-Forwarded-Proto https;",
  "proxy_set_header X-Forwarded-Host $host;",
  "proxy_set_header X-Forwarded-Port 443;",
  'proxy_set_header X-Forwarded-Server "";',
  'proxy_set_header X-Forwarded-Prefix "";',
  'proxy_set_header Forwarded "";',
  // A server that takes this for an environment variable would send its requests through the client (httpoxy).
  'proxy_set_header Proxy "";',
];

/**
 * Directives for an upstream over TLS, which is verified: another program on its port gets no request. Source: nginx's
 * documentation of ngx_http_proxy_module, whose proxy_ssl_verify is off by default.
 */
function renderUpstreamTls({ names, upstream }: Site): string[] {
  if (upstream.authority === undefined) return [];
  return [
    "proxy_ssl_verify on;",
    `proxy_ssl_trusted_certificate ${upstream.authority};`,
    "proxy_ssl_server_name on;",
    `proxy_ssl_name ${names[0]};`,
    "proxy_ssl_protocols TLSv1.2 TLSv1.3;",
  ];
}

function renderProxy(settings: ResolvedEdge, index: number): string[] {
  const { upstreamConnect, upstream } = settings.timeouts;
  const site = settings.sites[index]!;
  return [
    `proxy_pass ${new URL(site.upstream.url).protocol}//upstream-${index};`,
    ...renderUpstreamTls(site),
    "proxy_http_version 1.1;",
    // Empty, so that connections to the upstream are kept.
    'proxy_set_header Connection "";',
    ...forwarded,
    ...[
      ...new Set([
        ...hiddenUpstreamHeaders,
        ...responseHeaders(settings, site).keys(),
        "strict-transport-security",
        "x-request-id",
      ]),
    ].map((name) => `proxy_hide_header ${name};`),
    `proxy_connect_timeout ${upstreamConnect}s;`,
    `proxy_send_timeout ${upstream}s;`,
    `proxy_read_timeout ${upstream}s;`,
    // Sent again only where a kept connection turns out to be closed, and never where it could change something twice.
    "proxy_next_upstream error;",
    "proxy_redirect off;",
  ];
}

function renderSite(
  settings: ResolvedEdge,
  platform: Platform,
  index: number,
  gateway: GatewayFront | undefined,
): string[] {
  const site = settings.sites[index]!;
  const proxy = renderProxy(settings, index);
  const behind = isGateway(site, gateway) ? gateway : undefined;
  return block("server", [
    ...listenTls(platform),
    `server_name ${site.names.join(" ")};`,
    ...certificate(site.names[0]),
    `include ${problemPagesFile};`,
    "",
    ...[...responseHeaders(settings, site)].map(([name, value]) => `add_header ${name} "${value}" always;`),
    "add_header x-request-id $request_id always;",
    "add_header retry-after $retry_after always;",
    ...(behind ? renderGatewayServer(behind) : []),
    "",
    ...(behind ? renderGatewayLocations(behind, proxy) : block("location /", proxy)),
  ]);
}

/** The `upstream` and `server` blocks. */
export function renderServers(settings: ResolvedEdge, platform: Platform, gateway?: GatewayFront): string[] {
  return [
    ...settings.sites.flatMap((site, index) => [
      ...block(`upstream upstream-${index}`, [
        `server ${new URL(site.upstream.url).host} max_fails=0;`,
        "keepalive 64;",
      ]),
      "",
    ]),
    ...renderUnknownNames(platform),
    ...settings.sites.flatMap((site, index) => [
      "",
      ...renderRedirect(site),
      "",
      ...renderSite(settings, platform, index, gateway),
    ]),
  ];
}
