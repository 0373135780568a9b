import { readAsset } from "../../assets";
import type { BundleFile } from "../../host/bundle";
import { rootSandbox } from "../../host/serviceSandbox";
import type { ResolvedElasticsearch } from "../../model/types";
import { elasticsearchUser } from "./paths";

/** Name of the unit that hands out the credentials of an instance's role. */
export const roleUnit = "portcullis-elasticsearch-role.service";

/** TCP port on loopback that it hands them out at. */
const port = 9270;
const unitFile = `/etc/systemd/system/${roleUnit}`;
const script = "/usr/local/lib/portcullis/elasticsearch/role.py";
const environment = "/run/portcullis-elasticsearch-role/environment";

/** Whether snapshots go to a bucket, for which the server needs the role of its instance. */
export function needsRole({ snapshots }: ResolvedElasticsearch): boolean {
  return snapshots?.repository.bucket !== undefined;
}

/**
 * Files of the unit that hands the role's credentials to the server's user: the firewall lets root alone ask the
 * instance's metadata for them.
 */
export function renderRoleFiles(): BundleFile[] {
  const unit = [
    "# Managed by Portcullis.",
    "[Unit]",
    "Description=Credentials of the instance's role for Elasticsearch",
    "Wants=network-online.target",
    "After=network-online.target",
    "StartLimitIntervalSec=0",
    "",
    "[Service]",
    "Type=notify",
    "RuntimeDirectory=portcullis-elasticsearch-role",
    `ExecStart=/usr/bin/python3 -I ${script} ${elasticsearchUser} ${port} ${environment}`,
    "Restart=always",
    "RestartSec=5s",
    "TasksMax=32",
    "MemoryMax=128M",
    ...rootSandbox,
    // For systemd's own socket.
    "RestrictAddressFamilies=AF_UNIX",
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ].join("\n");
  return [
    { path: script, content: readAsset("components/logging/elasticsearch/assets/role.py"), mode: "0755" },
    { path: unitFile, content: unit },
  ];
}

/** Lines of the node's section [Unit] that wait for it. */
export const roleBefore: readonly string[] = [`Wants=${roleUnit}`, `After=${roleUnit}`];

/** Lines of the node's section [Service] that tell AWS's SDK where the credentials are, and the region. */
export const roleEnvironment: readonly string[] = [
  `Environment=AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:${port}/`,
  // Its own question would have no answer.
  "Environment=AWS_EC2_METADATA_DISABLED=true",
  `EnvironmentFile=-${environment}`,
];
