import type { Bundle } from "../host/bundle";
import type { Platform } from "../host/platform";
import type { ResolvedElkServer } from "../model/types";
import { renderElastAlert } from "./alerts/elastAlert/render";
import { alertEngine, kibanaActions } from "./alerts/kibana/connectors";
import { renderKibanaRules } from "./alerts/kibana/rules";
import { alertRules } from "./alerts/rules";
import type { TlsIdentity } from "./authority/identity";
import { administrator } from "./elasticsearch/administrator";
import { renderElasticsearchNode } from "./elasticsearch/node";
import { renderElasticsearchSetup } from "./elasticsearch/setup";
import { kibanaSetup, kibanaSystem } from "./elasticsearch/wanted";
import { renderElasticsearchSoftware } from "./elasticsearch/software";
import { renderElasticSource } from "./elasticSource";
import { renderKibanaObjects } from "./kibana/objects/bundle";
import { renderKibana } from "./kibana/render";
import { renderLogstash } from "./logstash/render";
import { logPorts } from "./ports";

/** Who is among the hosts that collect logs. */
export interface ElkSurroundings {
  /** The hosts, by name and address: one or three. */
  nodes: readonly { name: string; address: string }[];
  /** Namespace of the data streams, such as `prod`. */
  namespace: string;
  /** Names of the hosts whose silence is an alert. */
  reporting: readonly string[];
}

const secret = "made-by-pulumi-up";
/** Stands for the certificates and keys that are made on the way. */
export const placeholderIdentity: TlsIdentity = {
  authority: `-----BEGIN CERTIFICATE-----\n${secret}\n-----END CERTIFICATE-----\n`,
  certificate: `-----BEGIN CERTIFICATE-----\n${secret}\n-----END CERTIFICATE-----\n`,
  privateKey: `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n`,
};
/** Stands for an API key that Elasticsearch makes. */
export const placeholderKey = `id:${secret}`;

/**
 * What one of the hosts that collect logs gets, with stand-ins for what is made on the way: the same bundles that an
 * `ElkServer` applies.
 *
 * @param settings - the settings, defaults filled in
 * @param index - which of the hosts it is, from 0
 * @param around - who else is there
 * @param platform - its operating system
 */
export function renderElkHost(
  settings: ResolvedElkServer,
  index: number,
  around: ElkSurroundings,
  platform: Platform,
): Bundle[] {
  const { nodes, namespace } = around;
  const { existing } = settings.elasticsearch;
  const urls = existing
    ? [existing.url]
    : nodes.map(({ address }) => `https://${address}:${logPorts.elasticsearch}`);
  const identity = placeholderIdentity;
  const authority = existing ? existing.authority : identity.authority;
  const access = { urls, authority: authority ?? "" };
  const own = existing
    ? []
    : [
        renderElasticsearchSoftware(settings.elasticsearch, platform),
        renderElasticsearchNode(settings.elasticsearch, {
          identity,
          node: nodes[index]!.name,
          nodes,
          password: secret,
        }),
      ];
  const logstash = settings.logstash
    ? [
        renderElasticSource("logstash", settings.logstash.source, platform),
        renderLogstash(
          settings.logstash,
          { identity, elasticsearch: access, apiKey: placeholderKey, namespace },
          platform,
        ),
      ]
    : [];
  return [...own, ...logstash, ...(index === 0 ? renderFirst(settings, access, around, platform) : [])];
}

/** What the first of them gets beside that. */
function renderFirst(
  { elasticsearch, kibana, alerts }: ResolvedElkServer,
  access: { urls: string[]; authority: string },
  { nodes, namespace, reporting }: ElkSurroundings,
  platform: Platform,
): Bundle[] {
  const account = { user: administrator, password: secret };
  const engine = alertEngine(alerts, kibana !== undefined);
  const rules =
    engine === "kibana" ? renderKibanaRules(alertRules(alerts, [...reporting]), alerts, namespace) : [];
  return [
    renderElasticsearchSetup(
      elasticsearch,
      { ...access, ...account, passwords: { [kibanaSystem]: secret, [kibanaSetup]: secret } },
      namespace,
      elasticsearch.existing ? 1 : nodes.length,
    ),
    ...(kibana
      ? [
          renderElasticSource("kibana", kibana.source, platform),
          renderKibana(
            kibana,
            {
              identity: placeholderIdentity,
              elasticsearch: access,
              password: secret,
              keys: { security: secret, savedObjects: secret, reporting: secret },
              ...(engine === "kibana" && { actions: kibanaActions(alerts, namespace) }),
            },
            platform,
          ),
          renderKibanaObjects({ user: kibanaSetup, password: secret }, namespace, rules),
        ]
      : []),
    ...(engine === "elastAlert" && !alerts.insecureOff
      ? [
          renderElastAlert(
            alerts,
            {
              elasticsearch: access,
              apiKey: placeholderKey,
              namespace,
              hosts: [...reporting],
            },
            platform,
          ),
        ]
      : []),
  ];
}
