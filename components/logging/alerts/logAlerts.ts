import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../../host/hostBundle";
import type { LinuxHost } from "../../host/linuxHost";
import { resolve } from "../../model/resolve";
import type { LogAlerts as LogAlertsSettings } from "../../model/types";
import type { ElasticsearchAccess } from "../elasticsearchAccess";
import { renderElastAlert } from "./elastAlert/render";
import { shownLogAlerts } from "./shown";

/** Arguments of {@link LogAlerts}. */
export interface LogAlertsArgs {
  /** The host that looks at the logs; it has to reach Elasticsearch. */
  host: LinuxHost;
  /** When there is an alert, and who is told. Default: every rule, told in the data stream of alerts and the journal. */
  settings?: pulumi.Input<LogAlertsSettings>;
  /** How Elasticsearch is reached; one node stands in for another that is away. */
  elasticsearch: ElasticsearchAccess;
  /** API key of Elasticsearch that may read the logs and write alerts: `id:key`. Kept secret. */
  apiKey: pulumi.Input<string>;
  /** Namespace of the data streams, such as `prod`. */
  namespace: pulumi.Input<string>;
  /** Names of the hosts that ought to be heard of: `host.name` of their events. */
  hosts: pulumi.Input<string[]>;
}

/** Alerts on the logs, by ElastAlert 2: for log hosts without Kibana, or whose Kibana has no licence for e-mail. */
export class LogAlerts extends pulumi.ComponentResource {
  /** The bundle on the host. */
  readonly bundle: HostBundle;

  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: LogAlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = pulumi.output(args.settings).apply((value) => resolve("logAlerts", value));
    const shown = settings.apply(shownLogAlerts);
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:logging:LogAlerts", name, { settings: shown }, opts);
    const { host, elasticsearch, namespace, hosts } = args;
    const surroundings = { elasticsearch, apiKey: pulumi.secret(args.apiKey), namespace, hosts };
    const bundle = pulumi
      .all([settings, surroundings])
      .apply(([value, around]) => renderElastAlert(value, around, host.platform));
    this.bundle = new HostBundle(name, { host, bundle }, { parent: this });
    this.registerOutputs({ settings: shown });
  }
}
