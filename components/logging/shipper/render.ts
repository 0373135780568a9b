import type { Bundle, BundleFile } from "../../host/bundle";
import { renderExecutable } from "../../host/executable";
import type { Platform } from "../../host/platform";
import { ConfigurationError } from "../../model/problems";
import type { ResolvedLogShipper } from "../../model/types";
import { renderElasticSource } from "../elasticSource";
import { renderHostState } from "../hostState/render";
import { renderConfiguration } from "./configuration";
import {
  configurationFolder,
  ownLogFolder,
  programFolder,
  shipperUnit,
  stateName,
  statisticsSocket,
} from "./paths";
import { scriptFiles } from "./scripts";
import type { LogDestination, ShippedHost } from "./shippedHost";
import { renderUnit } from "./unit";

const folderFile = "/etc/tmpfiles.d/portcullis-log-shipper.conf";

/** Filebeat's home and executable. */
function program(settings: ResolvedLogShipper): { home: string; binary: string } {
  if (!settings.binary) return { home: "/usr/share/filebeat", binary: "/usr/share/filebeat/bin/filebeat" };
  const { binary } = renderExecutable(settings.binary, programFolder, "filebeat");
  return { home: programFolder, binary };
}

/** What the service is handed: its configuration, and what it proves itself by. */
function credentialFiles(
  settings: ResolvedLogShipper,
  host: ShippedHost,
  destination: LogDestination,
): BundleFile[] {
  const { authority, certificate, privateKey } = destination.identity;
  const texts = {
    "filebeat.yml": renderConfiguration(settings, host, destination),
    "ca.pem": authority,
    ...(destination.apiKey === undefined && { "certificate.pem": certificate, "key.pem": privateKey }),
  };
  return Object.entries(texts).map(([name, content]) => ({
    path: `${configurationFolder}/${name}`,
    content,
    ...(name === "filebeat.yml" || name === "key.pem" ? { secret: true } : { mode: "0600" }),
  }));
}

/** Renders the bundle that brings Filebeat itself. It has to be applied first. */
export function renderShipperSource(settings: ResolvedLogShipper, platform: Platform): Bundle {
  if (!settings.binary) return renderElasticSource("filebeat", settings.source, platform);
  const { url, sha256, version } = settings.binary;
  const { packages, prepare, binary } = renderExecutable(settings.binary, programFolder, "filebeat");
  return {
    name: "filebeat-source",
    packages,
    files: [
      {
        path: `${programFolder}/source`,
        content: `# Managed by Portcullis.\n${version} from ${url}\n${sha256}\n`,
      },
    ],
    prepare,
    validate: [`${binary} version | grep -F 'filebeat version ${version} '`],
    deactivate: [`rm -f ${binary}`],
  };
}

/**
 * Renders the bundle of the log shipper, and of what makes a host measure itself. Whether the other side answers is no
 * condition: a host is not to fail for its log host, and what it cannot send it keeps. That it is silent is for those to
 * tell who wait for its events.
 *
 * @param settings - the settings
 * @param host - what runs on the host
 * @param destination - where its events go
 * @param certificates - names of the edge's certificates, whose days are counted
 * @param platform - the host's operating system
 * @throws ConfigurationError where there is no host to send to
 */
export function renderLogShipper(
  settings: ResolvedLogShipper,
  host: ShippedHost,
  destination: LogDestination,
  certificates: readonly string[],
  platform: Platform,
): Bundle {
  if (destination.hosts.length === 0) {
    throw new ConfigurationError([
      { path: ["destinations"], message: "must have at least one host (got none)" },
    ]);
  }
  const { home, binary } = program(settings);
  const command = `${binary} --path.home ${home}`;
  const state = `/var/lib/${stateName}`;
  const credentials = credentialFiles(settings, host, destination);
  const names = credentials.map(({ path }) => path.slice(configurationFolder.length + 1));
  const scripts = scriptFiles({ namespace: host.namespace, module: host.webServer });
  const unitFile = {
    path: `/etc/systemd/system/${shipperUnit}`,
    content: renderUnit(settings, `${command} --path.data ${state} --path.logs ${state}`, names, platform),
  };
  const measured = renderHostState({ certificates, queueMegabytes: settings.queueMegabytes }, platform);
  return {
    name: "log-shipper",
    packages: [...new Set([...measured.packages, platform.family === "debian" ? "curl" : "curl-minimal"])],
    files: [
      ...scripts,
      ...credentials,
      unitFile,
      {
        path: folderFile,
        content: `# Managed by Portcullis.\nd ${ownLogFolder} 0751 root adm -\n`,
      },
      ...measured.files,
    ],
    prepare: [`systemd-tmpfiles --create ${folderFile}`],
    validate: [
      // Into a folder of its own: the running one holds a lock on its state.
      [
        `work="$(mktemp -d)"`,
        `trap 'rm -rf "$work"' EXIT`,
        `CREDENTIALS_DIRECTORY=${configurationFolder} ${command} --path.data "$work" --path.logs "$work" -c ${configurationFolder}/filebeat.yml test config`,
      ].join("\n"),
    ],
    services: [
      {
        unit: shipperUnit,
        onChange: "restart",
        paths: [...scripts, ...credentials, unitFile].map(({ path }) => path),
      },
      { ...measured.service, paths: measured.files.map(({ path }) => path) },
    ],
    verify: [
      `curl --silent --fail --unix-socket ${statisticsSocket} http://localhost/ | grep '"beat":"filebeat"'`,
      `systemctl is-active ${measured.service.unit}`,
    ],
  };
}
