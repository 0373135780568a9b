import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../../host/hostBundle";
import type { LinuxHost } from "../../host/linuxHost";
import { resolve } from "../../model/resolve";
import type { Kibana as KibanaSettings, LogAlerts, ResolvedLogAlerts } from "../../model/types";
import { randomSecret } from "../../secrets/randomSecret";
import { kibanaActions } from "../alerts/kibana/connectors";
import { renderKibanaRules } from "../alerts/kibana/rules";
import { alertRules } from "../alerts/rules";
import type { TlsIdentityInputs } from "../authority/identity";
import { renderElasticSource } from "../elasticSource";
import type { ElasticsearchAccess } from "../elasticsearchAccess";
import { renderKibanaObjects } from "./objects/bundle";
import { kibanaUrl } from "./paths";
import { renderKibana } from "./render";
import type { KibanaKeys } from "./settings";

/** Arguments of {@link Kibana}. */
export interface KibanaArgs {
  /** The host that it runs on. */
  host: LinuxHost;
  /** The settings. Default but for `name`: version 8.19 from Elastic's repository, logins that last 8 hours at most. */
  settings: pulumi.Input<KibanaSettings>;
  /** What it proves itself by to the edge of its host; the certificate holds `settings.name` and `localhost`. */
  identity: TlsIdentityInputs;
  /** Where Elasticsearch is. */
  elasticsearch: ElasticsearchAccess;
  /** Password of Elasticsearch's account `kibana_system`. Secret. */
  password: pulumi.Input<string>;
  /** Account of Elasticsearch that brings dashboard, searches and rules into Kibana: rules look at the logs with its rights. */
  account: KibanaAccountInputs;
  /** Namespace of the environment's data streams, such as `prod`. */
  namespace: pulumi.Input<string>;
  /** Alerts that Kibana is to raise. Default: none of ours. */
  alerts?: pulumi.Input<LogAlerts>;
  /** Names (`host.name`) of the hosts that ought to be heard of. Default: none is missed. */
  hosts?: pulumi.Input<pulumi.Input<string>[]>;
}

/** An account of Elasticsearch. */
export interface KibanaAccountInputs {
  /** Its name. */
  user: pulumi.Input<string>;
  /** Its password. Secret. */
  password: pulumi.Input<string>;
}

/** Kibana on a host, behind its edge: a site whose upstream is {@link url}. */
export class Kibana extends pulumi.ComponentResource {
  /** Where it answers, on its host. */
  readonly url = kibanaUrl;
  /** The bundle that brings dashboard, searches and rules into it, the last one. */
  readonly bundle: HostBundle;

  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: KibanaArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host } = args;
    const settings = pulumi.output(args.settings).apply((value) => resolve("kibana", value));
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:logging:Kibana", name, { settings }, opts);
    const alerts = pulumi
      .output(args.alerts)
      .apply((value): ResolvedLogAlerts | undefined =>
        value === undefined ? undefined : resolve("logAlerts", value),
      );
    const part = (suffix: string): pulumi.Output<string> =>
      randomSecret(`${name}-${suffix}`, { parent: this });
    const keys: pulumi.Output<KibanaKeys> = pulumi.output({
      security: part("security-key"),
      savedObjects: part("saved-objects-key"),
      reporting: part("reporting-key"),
    });
    const source = new HostBundle(
      `${name}-source`,
      {
        host,
        bundle: settings.apply((resolved) => renderElasticSource("kibana", resolved.source, host.platform)),
      },
      { parent: this },
    );
    const server = new HostBundle(
      name,
      {
        host,
        bundle: pulumi
          .all([
            settings,
            args.identity,
            args.elasticsearch,
            pulumi.secret(args.password),
            keys,
            args.namespace,
            alerts,
          ])
          .apply(([resolved, identity, elasticsearch, password, own, namespace, raised]) => {
            const actions = raised && kibanaActions(raised, namespace);
            return renderKibana(
              resolved,
              { identity, elasticsearch, password, keys: own, ...(actions && { actions }) },
              host.platform,
            );
          }),
      },
      { parent: this, dependsOn: [source] },
    );
    this.bundle = new HostBundle(
      `${name}-objects`,
      {
        host,
        bundle: pulumi
          .all([pulumi.secret(args.account), args.namespace, alerts, args.hosts ?? []])
          .apply(([account, namespace, raised, hosts]) =>
            renderKibanaObjects(
              account,
              namespace,
              raised ? renderKibanaRules(alertRules(raised, hosts), raised, namespace) : [],
            ),
          ),
      },
      { parent: this, dependsOn: [server] },
    );
    this.registerOutputs({ settings, url: this.url });
  }
}
