import { stringify } from "yaml";
import type { ResolvedElasticsearch } from "../../model/types";
import { paths } from "./paths";

/** A node of a cluster. */
export interface ElasticsearchNode {
  /** Its name, unique in the cluster, and a DNS name in its certificate. */
  name: string;
  /** IP address that it is reached at by the others and by all who read and write. It has to be the host's own. */
  address: string;
}

/** TCP port of the API. */
export const apiPort = 9200;
/** TCP port that nodes speak to each other on. */
export const transportPort = 9300;

/** Mozilla's intermediate profile, server-side TLS 6.0, by the names that Java has for them. */
const cipherSuites = [
  "TLS_AES_128_GCM_SHA256",
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
  "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
  "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
  "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
  "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
];

/** TLS of one of the two ports. Names of files are below the configuration's folder. */
function tls(port: "http" | "transport", more: object): object {
  return Object.fromEntries(
    Object.entries({
      enabled: true,
      key: "node.key",
      certificate: "node.pem",
      certificate_authorities: ["authority.pem"],
      cipher_suites: cipherSuites,
      ...more,
    }).map(([name, value]) => [`xpack.security.${port}.ssl.${name}`, value]),
  );
}

/**
 * The node's elasticsearch.yml. Which nodes a new cluster begins with is none of it: that would be a danger later
 * (documentation of Elasticsearch, "Bootstrapping a cluster"), so a start says it where it is needed.
 *
 * @param settings - where snapshots go
 * @param node - which node it is
 * @param nodes - all nodes, it among them
 */
export function renderConfiguration(
  settings: ResolvedElasticsearch,
  node: ElasticsearchNode,
  nodes: readonly ElasticsearchNode[],
): string {
  const folder = settings.snapshots?.repository.folder;
  const values = {
    "cluster.name": "portcullis",
    "node.name": node.name,
    "path.data": paths.data,
    "path.logs": paths.logs,
    ...(folder !== undefined && { "path.repo": [folder] }),
    "network.host": node.address,
    "http.port": apiPort,
    "transport.port": transportPort,
    ...(nodes.length === 1
      ? { "discovery.type": "single-node" }
      : {
          "discovery.seed_hosts": nodes
            .filter(({ name }) => name !== node.name)
            .map(({ address }) => address),
        }),
    // A host that may not map that many files, such as a container, reads them.
    "node.store.allow_mmap": "${PORTCULLIS_ALLOW_MMAP:false}",
    "action.destructive_requires_name": true,
    // A process beside Java, for a licence that nobody has bought here.
    "xpack.ml.enabled": false,
    "xpack.security.enabled": true,
    "xpack.security.enrollment.enabled": false,
    // Needs a licence above basic; without one the server says so once at its start.
    "xpack.security.audit.enabled": true,
    ...tls("http", { supported_protocols: ["TLSv1.3", "TLSv1.2"], client_authentication: "none" }),
    ...tls("transport", {
      supported_protocols: ["TLSv1.3"],
      verification_mode: "full",
      client_authentication: "required",
      // The authority signs shippers too: of its certificates, the nodes' alone open this port.
      "trust_restrictions.path": "trust.yml",
      "trust_restrictions.x509_fields": ["subjectAltName.dnsName"],
    }),
  };
  return `# Managed by Portcullis.\n${stringify(values, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

/** The file that says whose certificates are nodes'. */
export function renderTrust(nodes: readonly ElasticsearchNode[]): string {
  return `# Managed by Portcullis.\n${stringify({ "trust.subject_name": nodes.map(({ name }) => name) })}`;
}
