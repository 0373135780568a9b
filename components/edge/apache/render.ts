import type { Bundle } from "../../host/bundle";
import type { Platform } from "../../host/platform";
import { ConfigurationError, type Problem } from "../../model/problems";
import type { ResolvedEdge } from "../../model/types";
import { type GatewayFront, isGateway } from "../gatewayFront";
import { renderHandshakeCheck, renderMakeWay } from "../listeners";
import { acmeWebroot, unknownNameCertificate } from "../paths";
import { renderSandbox } from "../sandbox";
import { renderSelfSigned } from "../selfSigned";
import { certificateRequests } from "../sites";
import { renderAccessLog } from "./accessLog";
import { renderLimits } from "./limits";
import { renderModules } from "./modules";
import { renderProblemFiles, renderProblemPages } from "./problemPages";
import { renderTls } from "./tls";
import { renderVirtualHosts } from "./virtualHosts";

const sandboxFile = "/etc/systemd/system/apache2.service.d/portcullis.conf";

/** The whole apache2.conf; nothing of the distribution's modules, sites or ports is included. */
export function renderApacheConf(settings: ResolvedEdge, platform: Platform, gateway?: GatewayFront): string {
  return [
    "# Managed by Portcullis.",
    "ServerRoot /etc/apache2",
    "DefaultRuntimeDir /run/apache2",
    "PidFile /run/apache2/apache2.pid",
    "Mutex file:/run/lock/apache2 default",
    ...renderModules(platform),
    "",
    "User www-data",
    "Group www-data",
    "ServerName unknown-name.invalid",
    "Listen 80",
    "Listen 443 https",
    "ListenBackLog 4096",
    // Every thread serves one request at a time; idle connections need none.
    "ThreadsPerChild 64",
    "ServerLimit 16",
    "MaxRequestWorkers 1024",
    "ErrorLog /var/log/apache2/error.log",
    // Errors of these have the request line, a path or a Host in them.
    "LogLevel warn core:crit proxy:crit authz_core:crit ssl:crit",
    // As it is by default, but without the Referer, which has another page's query.
    'ErrorLogFormat "[%{u}t] [%-m:%l] [pid %P:tid %T] %7F: %E: [client\\ %a] %M"',
    "ServerTokens Prod",
    "ServerSignature Off",
    "TraceEnable Off",
    "HostnameLookups Off",
    "UseCanonicalName Off",
    "ProxyRequests Off",
    "ProxyVia Off",
    "<Directory />",
    "    AllowOverride None",
    "    Options None",
    "    Require all denied",
    "</Directory>",
    `<Directory ${acmeWebroot}/>`,
    "    Require all granted",
    "    ForceType text/plain",
    "</Directory>",
    "",
    ...renderProblemPages(),
    "",
    ...renderAccessLog(),
    "",
    ...renderTls(settings.tlsProfile, platform),
    "",
    ...renderLimits(settings),
    "",
    ...renderVirtualHosts(settings, gateway),
    "",
  ].join("\n");
}

/** Refuses gateways that leave to the edge what Apache does not do, all of it at once. */
function checkGateway(settings: ResolvedEdge, gateway: GatewayFront): void {
  if (!settings.sites.some((site) => isGateway(site, gateway))) return;
  const refuse = (message: string): Problem => ({ path: ["edge", "server"], message });
  const problems = [
    ...(gateway.engine === "tyk"
      ? [
          refuse(
            "must be nginx in front of tyk, whose answers apache cannot put right (got apache): use nginx or kong",
          ),
        ]
      : []),
    ...(gateway.operations.some(({ waf }) => waf)
      ? [refuse("must be nginx where an operation has waf (got apache): use nginx, or leave waf out")]
      : []),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems);
}

/**
 * Renders the edge as an Apache bundle.
 *
 * @param gateway - the gateway behind it. Default: none of its sites is one's
 * @throws ConfigurationError for a gateway that needs nginx in front
 */
export function renderApache(settings: ResolvedEdge, platform: Platform, gateway?: GatewayFront): Bundle {
  if (gateway) checkGateway(settings, gateway);
  const certificates = certificateRequests(settings);
  return {
    name: "edge",
    packages: ["apache2", "libapache2-mod-qos", "openssl"],
    files: [
      { path: "/etc/apache2/apache2.conf", content: renderApacheConf(settings, platform, gateway) },
      ...renderProblemFiles(),
      { path: sandboxFile, content: renderSandbox(["/run", "/var/log/apache2"], ["TZ=UTC"]) },
    ],
    absent: ["/etc/apache2/sites-enabled/000-default.conf"],
    prepare: [...certificates, { name: unknownNameCertificate, names: ["unknown-name.invalid"] }].map(
      renderSelfSigned,
    ),
    validate: ["apache2ctl -t"],
    activate: [
      { run: renderMakeWay("nginx") },
      { run: "systemctl try-restart apache2.service", paths: [sandboxFile] },
    ],
    services: [{ unit: "apache2.service", onChange: "reload" }],
    verify: certificates.map(({ name }) => renderHandshakeCheck(name)),
  };
}
