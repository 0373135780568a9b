import { readAsset } from "../../assets";
import type { Bundle, BundleFile } from "../../host/bundle";
import { ConfigurationError } from "../../model/problems";
import type { ResolvedElasticsearch } from "../../model/types";
import type { TlsIdentity } from "../authority/identity";
import { renderUserRoles, renderUsers } from "./administrator";
import { apiPort, type ElasticsearchNode, renderConfiguration, renderTrust } from "./configuration";
import { needsRole, renderRoleFiles, roleUnit } from "./instanceRole";
import { elasticsearchUnit, elasticsearchUser, paths } from "./paths";
import { elasticsearchHome } from "./software";
import { renderUnit } from "./unit";
import { renderHeap, renderJvmOptions, renderLogging } from "./virtualMachine";

/** What a node has to know of its surroundings. */
export interface NodeSurroundings {
  /** What it proves itself by, to clients and to other nodes; the certificate names its name and its address. */
  identity: TlsIdentity;
  /** Its name. */
  node: string;
  /** All nodes of the cluster, it among them: one, or three. */
  nodes: readonly ElasticsearchNode[];
  /** Password of the administrator, the same on all nodes. Secret. */
  password: string;
}

/** In a container, whose host sets it, a start looks at what is there. */
const sysctlLoad = `if ! systemd-detect-virt --quiet --container; then sysctl --load=${paths.sysctl}; fi`;

/** Shell text that asks the node for anything, and tells its last words where it does not answer. */
function renderAnswers({ address }: ElasticsearchNode): string {
  const url = `https://${address}:${apiPort}/`;
  return [
    `status="$(curl --silent --max-time 10 --output /dev/null --cacert ${paths.authority} --write-out '%{http_code}' ${url} || :)"`,
    'if [ "$status" != 401 ]; then',
    `  echo "${url} answers $status"`,
    `  journalctl --unit ${elasticsearchUnit} --lines 15 --no-pager --output cat`,
    "  exit 1",
    "fi",
  ].join("\n");
}

/** The node itself, out of the list. */
function ownNode({ node, nodes }: NodeSurroundings): ElasticsearchNode {
  const fail = (message: string): never => {
    throw new ConfigurationError([{ path: ["elasticsearch", "nodes"], message }]);
  };
  if (nodes.length !== 1 && nodes.length !== 3)
    fail(`must be one or three: of two, neither could decide alone (got ${nodes.length})`);
  if (new Set(nodes.map(({ name }) => name)).size < nodes.length) fail("must have names that differ");
  return nodes.find(({ name }) => name === node) ?? fail(`must have one named "${node}"`);
}

/**
 * Renders the bundle that runs a node. Those of `renderElasticsearchSoftware` have to be applied before it. With three
 * nodes, it does not wait for the others: `renderElasticsearchSetup` does.
 *
 * @param settings - the settings
 * @param around - identity, names and password
 * @throws ConfigurationError where there are neither one nor three nodes, or it is none of them
 */
export function renderElasticsearchNode(settings: ResolvedElasticsearch, around: NodeSurroundings): Bundle {
  const { identity, nodes, password } = around;
  const node = ownNode(around);
  const home = elasticsearchHome(settings);
  const folder = settings.snapshots?.repository.folder;
  const readable = { owner: `root:${elasticsearchUser}`, mode: "0640", secret: true };
  const restarted: BundleFile[] = [
    { path: paths.settings, content: renderConfiguration(settings, node, nodes) },
    { path: paths.jvmOptions, content: renderJvmOptions() },
    { path: paths.logging, content: renderLogging() },
    {
      path: paths.prepareHost,
      content: readAsset("components/logging/elasticsearch/assets/prepare-host.sh"),
      mode: "0755",
    },
    { path: paths.unit, content: renderUnit(settings, nodes) },
    ...(settings.heapMegabytes === undefined
      ? []
      : [{ path: paths.heap, content: renderHeap(settings.heapMegabytes) }]),
  ];
  const role = needsRole(settings) ? renderRoleFiles() : [];
  return {
    name: "elasticsearch",
    packages: ["curl", ...(role.length > 0 ? ["python3"] : [])],
    files: [
      ...restarted,
      ...role,
      // The server looks at these by itself, every few seconds.
      { path: paths.authority, content: identity.authority },
      { path: paths.trust, content: renderTrust(nodes) },
      { path: paths.certificate, content: identity.certificate },
      { path: paths.key, content: identity.privateKey, ...readable },
      { path: paths.users, content: renderUsers(password), ...readable },
      { path: paths.userRoles, content: renderUserRoles() },
      {
        path: paths.sysctl,
        content: "# Managed by Portcullis.\n# Lucene maps its files.\nvm.max_map_count = 1048576\n",
      },
      ...(settings.tarball
        ? []
        : [
            {
              // The package's programs read it, and would take its folder for theirs.
              path: "/etc/default/elasticsearch",
              content: `# Managed by Portcullis.\nES_PATH_CONF=${paths.configuration}\n`,
            },
          ]),
    ],
    prepare: [
      [
        `mkdir -p ${paths.configuration}/jvm.options.d`,
        `if ! [ -f ${paths.keystore} ]; then`,
        `  ES_PATH_CONF=${paths.configuration} ${home}/bin/elasticsearch-keystore create`,
        "fi",
        `chown root:${elasticsearchUser} ${paths.keystore}`,
        `chmod 0640 ${paths.keystore}`,
      ].join("\n"),
      ...(folder === undefined
        ? []
        : [
            `[ -d ${folder} ] || install -d -m 0700 -o ${elasticsearchUser} -g ${elasticsearchUser} ${folder}`,
          ]),
    ],
    activate: [{ run: sysctlLoad, paths: [paths.sysctl] }],
    services: [
      ...(role.length > 0
        ? [{ unit: roleUnit, onChange: "restart" as const, paths: role.map(({ path }) => path) }]
        : []),
      { unit: elasticsearchUnit, onChange: "restart", paths: restarted.map(({ path }) => path) },
    ],
    // It answers, though nobody who says nothing of himself is told more than that.
    verify: [renderAnswers(node)],
    verifySeconds: 240,
    deactivate: [`rm -rf ${paths.keystore} ${paths.configuration}/jvm.options.d`],
  };
}
