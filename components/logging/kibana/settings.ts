import { stringify } from "yaml";
import type { ResolvedKibana } from "../../model/types";
import type { KibanaActions } from "../alerts/kibana/connectors";
import { kibanaPort, paths } from "./paths";

/** Secrets of Kibana's own: made once, kept in the state. Each 32 characters or more. */
export interface KibanaKeys {
  /** Encrypts sessions. */
  security: string;
  /** Encrypts what rules and connectors keep: lost, those have to be made again. */
  savedObjects: string;
  /** Encrypts what reports keep. */
  reporting: string;
}

function settingsFile(settings: object): string {
  return `# Managed by Portcullis.\n${stringify(settings, { lineWidth: 0 })}`;
}

/**
 * `kibana.yml` without what is secret. Source: documentation of Kibana, "Configure Kibana" and its pages on security,
 * sessions and alerting.
 *
 * @param settings - the settings
 * @param elasticsearch - HTTPS URLs of Elasticsearch's nodes
 */
export function renderKibanaYml(settings: ResolvedKibana, elasticsearch: readonly string[]): string {
  const { name, session } = settings;
  return settingsFile({
    // Nobody reaches it but through the edge, which limits and logs, and is where TLS for the outside ends.
    "server.host": "127.0.0.1",
    "server.port": kibanaPort,
    "server.name": name,
    "server.publicBaseUrl": `https://${name}`,
    "server.ssl.enabled": true,
    "server.ssl.certificate": paths.certificate,
    "server.ssl.key": "${CREDENTIALS_DIRECTORY}/key.pem",
    "server.ssl.supportedProtocols": ["TLSv1.2", "TLSv1.3"],
    "server.securityResponseHeaders.disableEmbedding": true,
    "server.securityResponseHeaders.referrerPolicy": "same-origin",
    // A browser that does not keep to the policy gets no Kibana.
    "csp.strict": true,
    "elasticsearch.hosts": elasticsearch,
    "elasticsearch.ssl.certificateAuthorities": [paths.elasticsearchAuthority],
    "elasticsearch.ssl.verificationMode": "full",
    "xpack.security.session.idleTimeout": `${session.idleMinutes}m`,
    "xpack.security.session.lifespan": `${session.lifespanHours}h`,
    "xpack.security.secureCookies": true,
    "xpack.security.sameSiteCookies": "Strict",
    // With names and passwords of Elasticsearch's users: no anonymous access, and no way in that nobody set up.
    "xpack.security.authc.providers": { basic: { basic1: { order: 0 } } },
    "interactiveSetup.enabled": false,
    // Nothing about what is done here, and nothing from elsewhere.
    "telemetry.optIn": false,
    "telemetry.allowChangingOptInStatus": false,
    "newsfeed.enabled": false,
    "map.includeElasticMapsService": false,
    "xpack.fleet.isAirGapped": true,
    "path.data": paths.data,
    "logging.root.level": "info",
  });
}

/** Hosts that connectors may connect to. */
function actionHosts({ "xpack.actions.preconfigured": connectors }: KibanaActions): string[] {
  return Object.values(connectors).flatMap(({ config = {} }) => [
    ...(typeof config["host"] === "string" ? [config["host"]] : []),
    ...(typeof config["url"] === "string" ? [new URL(config["url"]).hostname] : []),
  ]);
}

/**
 * The settings that are secret, as a second file that Kibana reads behind the first.
 *
 * @param password - password of the account `kibana_system` of Elasticsearch
 * @param keys - Kibana's own keys
 * @param actions - connectors of alerts. Default: alerts are none of Kibana's
 */
export function renderSecrets(password: string, keys: KibanaKeys, actions?: KibanaActions): string {
  const connectors = Object.values(actions?.["xpack.actions.preconfigured"] ?? {});
  return settingsFile({
    "elasticsearch.username": "kibana_system",
    "elasticsearch.password": password,
    "xpack.security.encryptionKey": keys.security,
    "xpack.encryptedSavedObjects.encryptionKey": keys.savedObjects,
    "xpack.reporting.encryptionKey": keys.reporting,
    // Kibana calls nobody that no alert goes out by: its connectors would reach everything that the host does.
    "xpack.actions.allowedHosts": actions ? actionHosts(actions) : [],
    "xpack.actions.enabledActionTypes": [...new Set(connectors.map(({ actionTypeId }) => actionTypeId))],
    ...actions,
  });
}

/** `node.options`: what Node.js is started with. OpenSSL's provider of old algorithms, which the package's own has, is not. */
export function renderNodeOptions({ heapMegabytes }: ResolvedKibana): string {
  return [
    "# Managed by Portcullis.",
    `--max-old-space-size=${heapMegabytes}`,
    "--unhandled-rejections=warn",
    "",
  ].join("\n");
}
