import type { Problem } from "../../../model/problems";
import type { ResolvedLogAlerts } from "../../../model/types";
import { dataStream, datasets } from "../../events/datasets";

/** Ids of the connectors. */
export const connectorIds = {
  index: "portcullis-alerts",
  log: "portcullis-alerts-log",
  email: "portcullis-alerts-email",
  webhook: "portcullis-alerts-webhook",
} as const;

/** A connector as `xpack.actions.preconfigured` takes it. */
export interface KibanaConnector {
  name: string;
  actionTypeId: ".index" | ".server-log" | ".email" | ".webhook";
  config?: Readonly<Record<string, unknown>>;
  secrets?: Readonly<Record<string, string>>;
}

/** Settings of Kibana's actions, for kibana.yml. They hold secrets where there is an e-mail server or a webhook. */
export interface KibanaActions {
  "xpack.actions.preconfigured": Readonly<Record<string, KibanaConnector>>;
  "xpack.actions.customHostSettings"?: readonly object[];
}

/**
 * Renders the connectors that alerts go out by. They are part of kibana.yml, so that nobody changes them in Kibana, and so
 * that Kibana shows neither a password nor a webhook's URL to anybody.
 *
 * @param settings - the settings
 * @param namespace - the environment's namespace
 */
export function kibanaActions(settings: ResolvedLogAlerts, namespace: string): KibanaActions {
  const { email, webhook } = settings;
  const hosts = [
    ...(email
      ? [
          {
            url: `smtp://${email.host}:${email.port}`,
            smtp: { requireTLS: true },
            ssl: {
              verificationMode: "full",
              ...(email.authority !== undefined && { certificateAuthoritiesData: email.authority }),
            },
          },
        ]
      : []),
    ...(webhook?.authority === undefined
      ? []
      : [
          {
            // Where a stack's file is shown, its secrets are not.
            url: URL.canParse(webhook.url) ? new URL(webhook.url).origin : webhook.url,
            ssl: { verificationMode: "full", certificateAuthoritiesData: webhook.authority },
          },
        ]),
  ];
  return {
    "xpack.actions.preconfigured": {
      [connectorIds.index]: {
        name: "Portcullis: data stream of alerts",
        actionTypeId: ".index",
        config: { index: dataStream(datasets.alerts, namespace), executionTimeField: "@timestamp" },
      },
      [connectorIds.log]: { name: "Portcullis: Kibana's log", actionTypeId: ".server-log" },
      ...(email && {
        [connectorIds.email]: {
          name: "Portcullis: e-mail",
          actionTypeId: ".email" as const,
          config: {
            service: "other",
            from: email.from,
            host: email.host,
            port: email.port,
            secure: false,
            hasAuth: email.user !== undefined,
          },
          ...(email.user !== undefined && {
            secrets: { user: email.user, password: email.password ?? "" },
          }),
        },
      }),
      ...(webhook && {
        [connectorIds.webhook]: {
          name: "Portcullis: webhook",
          actionTypeId: ".webhook" as const,
          config: {
            url: webhook.url,
            method: "post",
            hasAuth: false,
            headers: { "content-type": "application/json" },
          },
        },
      }),
    },
    ...(hosts.length > 0 && { "xpack.actions.customHostSettings": hosts }),
  };
}

/** Licences of the Elastic Stack under which Kibana sends e-mail and calls webhooks (Elastic's list of subscriptions). */
const enough: readonly string[] = ["gold", "platinum", "enterprise", "trial"];

/**
 * What looks at the logs.
 *
 * @param settings - the settings
 * @param kibana - whether there is a Kibana
 */
export function alertEngine(settings: ResolvedLogAlerts, kibana: boolean): "kibana" | "elastAlert" {
  return settings.engine ?? (kibana ? "kibana" : "elastAlert");
}

/**
 * What is asked for and cannot be, as there is no Kibana, or as its licence does not have it.
 *
 * @param settings - the settings
 * @param licence - Kibana's licence, such as `basic`; none where there is no Kibana
 * @returns the problems, whose paths begin at the section
 */
export function alertsFitKibana(settings: ResolvedLogAlerts, licence?: string): Problem[] {
  if (alertEngine(settings, licence !== undefined) === "elastAlert") return [];
  if (licence === undefined)
    return [{ path: ["engine"], message: 'must be "elastAlert" where there is no Kibana (got "kibana")' }];
  if (enough.includes(licence)) return [];
  return (["email", "webhook"] as const)
    .filter((name) => settings[name] !== undefined)
    .map((name) => ({
      path: [name],
      message: `cannot be with Kibana's ${licence} licence, which has neither e-mail nor webhooks: set engine to "elastAlert", or Kibana's licence to "gold" where you have it`,
    }));
}
