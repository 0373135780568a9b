import { serviceSandbox, virtualMachineSandbox } from "../../host/serviceSandbox";
import type { ResolvedKibana } from "../../model/types";
import { kibanaUnit, paths } from "./paths";

/** The unit that runs Kibana. */
export function renderKibanaUnit({ source, heapMegabytes }: ResolvedKibana): string {
  return [
    "# Managed by Portcullis.",
    "[Unit]",
    // With the version, so that another one is a change of this unit, and a restart.
    `Description=Kibana ${source.version}`,
    "Wants=network-online.target",
    "After=network-online.target portcullis-elasticsearch.service",
    "StartLimitIntervalSec=0",
    "",
    "[Service]",
    `LoadCredential=key.pem:${paths.key}`,
    `LoadCredential=secrets.yml:${paths.secrets}`,
    `Environment=KBN_PATH_CONF=${paths.folder}`,
    "StateDirectory=portcullis-kibana",
    "StateDirectoryMode=0700",
    `WorkingDirectory=${paths.data}`,
    `ExecStart=${paths.program} --config ${paths.settings} --config \${CREDENTIALS_DIRECTORY}/secrets.yml`,
    "Restart=always",
    "RestartSec=5s",
    "LimitNOFILE=65536",
    "TasksMax=1024",
    // Buffers and code are beside the heap.
    `MemoryMax=${heapMegabytes + 1024}M`,
    ...virtualMachineSandbox,
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ].join("\n");
}

/** The unit that brings dashboards, searches and rules into Kibana: at each start of the host, and when they change. */
export function renderObjectsUnit(): string {
  return [
    "# Managed by Portcullis.",
    "[Unit]",
    "Description=Dashboards, searches and rules of Kibana",
    `After=${kibanaUnit}`,
    "",
    "[Service]",
    "Type=oneshot",
    "RemainAfterExit=true",
    "TimeoutStartSec=600s",
    `LoadCredential=access.json:${paths.access}`,
    "StateDirectory=portcullis-kibana-objects",
    "StateDirectoryMode=0700",
    `ExecStart=/usr/bin/python3 -I ${paths.apply} \${CREDENTIALS_DIRECTORY}/access.json ${paths.objects}`,
    ...serviceSandbox,
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ].join("\n");
}
