import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../../host/hostBundle";
import type { LinuxHost } from "../../host/linuxHost";
import { resolve } from "../../model/resolve";
import type { LogAlerts as LogAlertsSettings } from "../../model/types";
import { renderElastAlert } from "./elastAlert/render";

/** Arguments of {@link LogAlerts}. */
export interface LogAlertsArgs {
  /** The host that looks at the logs; it has to reach Elasticsearch. */
  host: LinuxHost;
  /** When there is an alert, and who is told. Default: every rule, told in the data stream of alerts and the journal. */
  settings?: pulumi.Input<LogAlertsSettings>;
  /** URLs of Elasticsearch, `https://host:port`; the others stand in for one that is away. */
  elasticsearch: pulumi.Input<string[]>;
  /** PEM certificates that sign Elasticsearch's. */
  authority: pulumi.Input<string>;
  /** API key of Elasticsearch that may read the logs and write alerts, `encoded`: base64 of `id:key`. Kept secret. */
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
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:logging:LogAlerts", name, { settings }, opts);
    const { host, elasticsearch, authority, namespace, hosts } = args;
    const surroundings = { elasticsearch, authority, apiKey: pulumi.secret(args.apiKey), namespace, hosts };
    const bundle = pulumi
      .all([settings, surroundings])
      .apply(([value, around]) => renderElastAlert(value, around, host.platform));
    this.bundle = new HostBundle(name, { host, bundle }, { parent: this });
    this.registerOutputs({ settings });
  }
}
