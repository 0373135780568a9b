import type * as pulumi from "@pulumi/pulumi";
import type { Bundle } from "../../host/bundle";
import type { Platform } from "../../host/platform";
import { ConfigurationError } from "../../model/problems";
import type { ResolvedKibana } from "../../model/types";
import type { KibanaActions } from "../alerts/kibana/connectors";
import type { TlsIdentity } from "../authority/identity";
import type { ElasticsearchAccess } from "../elasticsearchAccess";
import { kibanaName, kibanaPort, kibanaUnit, paths } from "./paths";
import { type KibanaKeys, renderKibanaYml, renderNodeOptions, renderSecrets } from "./settings";
import { renderKibanaUnit } from "./unit";

/** What Kibana has to know of others. */
export interface KibanaSurroundings {
  /** What it proves itself by on loopback: its certificate holds `localhost` and the name in the settings. */
  identity: TlsIdentity;
  /** Where Elasticsearch is. */
  elasticsearch: pulumi.Unwrap<ElasticsearchAccess>;
  /** Password of the account `kibana_system` of Elasticsearch. Secret. */
  password: string;
  /** Kibana's own keys. Secret. */
  keys: KibanaKeys;
  /** Connectors of alerts; may hold secrets. Default: alerts are none of Kibana's. */
  actions?: KibanaActions;
}

/**
 * Shell text that checks that Kibana is up, by its certificate: it asks who is there (401), or tells its state (200). While
 * it is not ready it says 503.
 */
const isUp = `curl --silent --output /dev/null --write-out '%{http_code}' --max-time 5 --cacert ${paths.authority} --resolve ${kibanaName}:${kibanaPort}:127.0.0.1 https://${kibanaName}:${kibanaPort}/api/status | grep -qx -e 200 -e 401`;

/**
 * Renders the bundle that runs Kibana. That of `renderElasticSource` has to be applied before it.
 *
 * @param settings - the settings
 * @param surroundings - identity, Elasticsearch, secrets
 * @param platform - the host's operating system
 * @throws ConfigurationError where the platform cannot run it
 */
export function renderKibana(
  settings: ResolvedKibana,
  surroundings: KibanaSurroundings,
  platform: Platform,
): Bundle {
  if (platform.family !== "debian") {
    throw new ConfigurationError([
      { path: ["kibana"], message: `is not offered on ${platform.name}: use Debian or Ubuntu` },
    ]);
  }
  const { identity, elasticsearch, password, keys, actions } = surroundings;
  return {
    name: "kibana",
    packages: ["curl", "openssl"],
    files: [
      { path: paths.settings, content: renderKibanaYml(settings, elasticsearch.urls) },
      { path: paths.nodeOptions, content: renderNodeOptions(settings) },
      { path: paths.authority, content: identity.authority },
      { path: paths.certificate, content: identity.certificate },
      { path: paths.elasticsearchAuthority, content: elasticsearch.authority },
      { path: paths.key, content: identity.privateKey, secret: true },
      { path: paths.secrets, content: renderSecrets(password, keys, actions), secret: true },
      { path: paths.unit, content: renderKibanaUnit(settings) },
    ],
    // By the one name whoever is on the host verifies it, by the other the edge does.
    validate: [kibanaName, settings.name].map(
      (name) => `openssl x509 -in ${paths.certificate} -noout -checkhost ${name} | grep -q 'does match'`,
    ),
    activate: [
      {
        // The package's own unit, with a configuration that nobody made.
        run: "if systemctl cat kibana.service >/dev/null 2>&1; then systemctl disable --now --quiet kibana.service; fi",
      },
    ],
    services: [{ unit: kibanaUnit, onChange: "restart" }],
    verify: [isUp],
    // At its first start it makes its indices.
    verifySeconds: 300,
  };
}
