import type { Bundle } from "../../host/bundle";
import type { Platform } from "../../host/platform";
import type { ResolvedEdge } from "../../model/types";
import type { GatewayFront } from "../gatewayFront";
import { renderHandshakeCheck, renderMakeWay } from "../listeners";
import { unknownNameCertificate } from "../paths";
import { renderSandbox } from "../sandbox";
import { renderSelfSigned } from "../selfSigned";
import { certificateRequests } from "../sites";
import { renderAccessLog } from "./accessLog";
import { gatewayParts } from "./gateway/parts";
import { renderLimits } from "./limits";
import { problemPagesFile, renderProblemPages } from "./problemPages";
import { renderServers } from "./servers";
import { renderTls } from "./tls";

/** Where nginx writes what goes wrong. */
const errorLog = "/var/log/nginx/error.log";
/** The modules in a file of their own: nginx, reloaded with others than it was started with, may crash. */
const modulesFile = "/etc/nginx/portcullis/modules.conf";
const sandboxFile = "/etc/systemd/system/nginx.service.d/portcullis.conf";

function renderModules(names: readonly string[]): string {
  return ["# Managed by Portcullis.", ...names.map((name) => `load_module modules/${name}.so;`), ""].join(
    "\n",
  );
}

/** The whole nginx.conf; nothing of the distribution's sites or modules is included. */
export function renderNginxConf(settings: ResolvedEdge, platform: Platform, gateway?: GatewayFront): string {
  const parts = gatewayParts(settings, platform, gateway);
  const http = [
    // A lower level's lines have the request in them, with its query and Referer. Limits and failures of the upstream are in
    // the access log.
    `error_log ${errorLog} crit;`,
    "server_tokens off;",
    "default_type application/octet-stream;",
    "sendfile on;",
    "tcp_nopush on;",
    // Compressed secrets beside a client's own text can be guessed by their length (BREACH).
    "gzip off;",
    "",
    // Names of hosts may have 253 characters.
    "map_hash_bucket_size 512;",
    ...(parts.http.length > 0 ? [...parts.http, ""] : []),
    ...renderAccessLog(settings),
    "",
    ...renderTls(settings.tlsProfile, platform),
    "",
    ...renderLimits(settings),
    "",
    ...renderServers(settings, platform, gateway),
  ];
  return [
    "# Managed by Portcullis.",
    `include ${modulesFile};`,
    "user www-data;",
    "worker_processes auto;",
    "worker_rlimit_nofile 65536;",
    "pid /run/nginx.pid;",
    `error_log ${errorLog} warn;`,
    "",
    "events {",
    "    worker_connections 8192;",
    "}",
    "",
    "http {",
    ...http.map((line) => (line === "" ? "" : `    ${line}`)),
    "}",
    "",
  ].join("\n");
}

/**
 * Renders the edge as an nginx bundle.
 *
 * @param gateway - the gateway behind it. Default: none of its sites is one's
 * @throws ConfigurationError where the platform lacks what the gateway needs of nginx
 */
export function renderNginx(settings: ResolvedEdge, platform: Platform, gateway?: GatewayFront): Bundle {
  const { packages, modules, files } = gatewayParts(settings, platform, gateway);
  const certificates = certificateRequests(settings);
  return {
    name: "edge",
    packages: ["nginx", "openssl", ...packages],
    files: [
      { path: "/etc/nginx/nginx.conf", content: renderNginxConf(settings, platform, gateway) },
      { path: modulesFile, content: renderModules(modules) },
      ...files,
      { path: problemPagesFile, content: renderProblemPages() },
      { path: sandboxFile, content: renderSandbox(["/run", "/var/log/nginx", "/var/lib/nginx"]) },
    ],
    absent: ["/etc/nginx/sites-enabled/default"],
    prepare: [...certificates, { name: unknownNameCertificate, names: ["unknown-name.invalid"] }].map(
      renderSelfSigned,
    ),
    validate: ["nginx -t -q"],
    activate: [
      { run: renderMakeWay("apache2") },
      { run: "systemctl try-restart nginx.service", paths: [sandboxFile, modulesFile] },
    ],
    services: [{ unit: "nginx.service", onChange: "reload" }],
    verify: certificates.map(({ name }) => renderHandshakeCheck(name)),
  };
}
