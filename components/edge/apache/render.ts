import type { Bundle } from "../../host/bundle";
import type { Platform } from "../../host/platform";
import type { ResolvedEdge } from "../../model/types";
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
export function renderApacheConf(settings: ResolvedEdge, platform: Platform): string {
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
    "LogLevel warn",
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
    ...renderVirtualHosts(settings),
    "",
  ].join("\n");
}

/** Renders the edge as an Apache bundle. */
export function renderApache(settings: ResolvedEdge, platform: Platform): Bundle {
  const certificates = certificateRequests(settings);
  return {
    name: "edge",
    packages: ["apache2", "libapache2-mod-qos", "openssl"],
    files: [
      { path: "/etc/apache2/apache2.conf", content: renderApacheConf(settings, platform) },
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
