import { readAsset } from "../../assets";
import type { Bundle } from "../../host/bundle";
import { serviceSandbox } from "../../host/serviceSandbox";
import type { ResolvedElasticsearch } from "../../model/types";
import { paths, setupUnit } from "./paths";
import { wantedState } from "./wanted";

/** How a server is reached by whoever sets it up. */
export interface SetupAccess {
  /** HTTPS URLs of its nodes, at least one. */
  urls: readonly string[];
  /** PEM certificates that sign its own. Default: the host's trust store. */
  authority?: string;
  /** Account of an administrator. */
  user: string;
  /** Its password. Secret. */
  password: string;
  /** Passwords that Kibana's accounts are to have, by their names. Secret. Default: none is made or changed. */
  passwords?: Readonly<Record<string, string>>;
}

/** Name that the authority's file has beside the others. */
const authorityName = "authority.pem";

function renderUnit(authority: boolean): string {
  const names = ["access.json", "wanted.json", ...(authority ? [authorityName] : [])];
  return [
    "# Managed by Portcullis.",
    "[Unit]",
    "Description=Data streams, roles and accounts of Elasticsearch",
    "Wants=network-online.target",
    "After=network-online.target portcullis-elasticsearch.service",
    "",
    "[Service]",
    "Type=oneshot",
    "RemainAfterExit=true",
    "TimeoutStartSec=600s",
    ...names.map((name) => `LoadCredential=${name}:${paths.setupFolder}/${name}`),
    `ExecStart=/usr/bin/python3 -I ${paths.control} apply \${CREDENTIALS_DIRECTORY}`,
    ...serviceSandbox,
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ].join("\n");
}

/**
 * Renders the bundle that sets a server up for an environment's logs, through its API, from a host that reaches it: what
 * it has already is left alone.
 *
 * @param settings - retention, rollover, snapshots
 * @param access - how it is reached
 * @param namespace - the environment's namespace, such as `prod`
 * @param nodes - how many nodes have to come together first
 */
export function renderElasticsearchSetup(
  settings: ResolvedElasticsearch,
  access: SetupAccess,
  namespace: string,
  nodes: number,
): Bundle {
  const { authority, ...known } = access;
  return {
    name: "elasticsearch-setup",
    packages: ["python3", "ca-certificates"],
    files: [
      {
        path: paths.control,
        content: readAsset("components/logging/elasticsearch/assets/control.py"),
        mode: "0755",
      },
      {
        path: paths.access,
        content: `${JSON.stringify({ ...known, ...(authority !== undefined && { authority: authorityName }) })}\n`,
        secret: true,
      },
      ...(authority === undefined ? [] : [{ path: paths.accessAuthority, content: authority }]),
      {
        path: paths.wanted,
        content: `${JSON.stringify(wantedState(settings, namespace, nodes), null, 1)}\n`,
      },
      { path: paths.setupUnit, content: renderUnit(authority !== undefined) },
    ],
    services: [{ unit: setupUnit, onChange: "restart" }],
  };
}
