import { virtualMachineSandbox } from "../../host/serviceSandbox";
import type { ResolvedElasticsearch } from "../../model/types";
import type { ElasticsearchNode } from "./configuration";
import { needsRole, roleBefore, roleEnvironment } from "./instanceRole";
import { elasticsearchUser, paths } from "./paths";
import { elasticsearchHome } from "./software";

/**
 * The node's unit. It is confined as far as Java lets it: a compiler that writes code while it runs cannot be denied
 * memory that is written and executed.
 *
 * @param settings - the settings
 * @param nodes - all nodes of the cluster
 */
export function renderUnit(settings: ResolvedElasticsearch, nodes: readonly ElasticsearchNode[]): string {
  const folder = settings.snapshots?.repository.folder;
  const names = nodes.length === 1 ? "-" : nodes.map(({ name }) => name).join(",");
  const heap = settings.heapMegabytes === undefined ? ` ${paths.heap}` : "";
  // With the version, so that another one is a change of this unit, and a restart.
  const version = settings.tarball ? settings.tarball.sha512.slice(0, 16) : settings.source.version;
  return [
    "# Managed by Portcullis.",
    "[Unit]",
    `Description=Elasticsearch ${version}`,
    "Wants=network-online.target",
    "After=network-online.target",
    ...(needsRole(settings) ? roleBefore : []),
    // The package's own unit has a configuration that nobody made.
    "Conflicts=elasticsearch.service",
    // It has to come back however long something that it needs is away.
    "StartLimitIntervalSec=0",
    "",
    "[Service]",
    "Type=exec",
    `User=${elasticsearchUser}`,
    `Group=${elasticsearchUser}`,
    "StateDirectory=portcullis-elasticsearch",
    "StateDirectoryMode=0700",
    "LogsDirectory=portcullis-elasticsearch",
    "LogsDirectoryMode=0750",
    "CacheDirectory=portcullis-elasticsearch",
    "CacheDirectoryMode=0700",
    "RuntimeDirectory=portcullis-elasticsearch",
    "RuntimeDirectoryMode=0755",
    `Environment=ES_PATH_CONF=${paths.configuration}`,
    // Where native code is unpacked: /tmp may be mounted without the right to execute.
    "Environment=ES_TMPDIR=/var/cache/portcullis-elasticsearch",
    `EnvironmentFile=-${paths.environment}`,
    ...(needsRole(settings) ? roleEnvironment : []),
    // As root, who alone writes into the configuration's folder.
    `ExecStartPre=+${paths.prepareHost} ${paths.data} ${paths.environment} ${names}${heap}`,
    `ExecStart=${elasticsearchHome(settings)}/bin/elasticsearch $PORTCULLIS_BOOTSTRAP`,
    "Restart=always",
    "RestartSec=5s",
    // Writes that were confirmed are in the log of transactions; this is for handing over shards.
    "TimeoutStopSec=180s",
    // Ended by the signal SIGTERM, a virtual machine says 143.
    "SuccessExitStatus=143",
    // Limits that its start-up checks ask for (documentation of Elasticsearch, "Important system configuration").
    "LimitNOFILE=65535",
    "LimitNPROC=4096",
    "LimitAS=infinity",
    "LimitFSIZE=infinity",
    "TasksMax=4096",
    // A heap that is swapped out stops the server; memory of others may go.
    "MemorySwapMax=0",
    "OOMPolicy=stop",
    ...virtualMachineSandbox.filter((line) => !["DynamicUser=true", "PrivateUsers=true"].includes(line)),
    // The server takes rights away from itself, and refuses to start where it cannot.
    // For that it attaches an agent to itself, over a socket that it hands to itself.
    "SystemCallFilter=seccomp @chown",
    "RestrictAddressFamilies=AF_UNIX",
    ...(folder === undefined ? [] : [`ReadWritePaths=${folder}`]),
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ].join("\n");
}
