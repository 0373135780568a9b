import * as pulumi from "@pulumi/pulumi";
import type { LinuxHost } from "../host/linuxHost";
import { resolve } from "../model/resolve";
import type {
  Elasticsearch as ElasticsearchSettings,
  ElkServer as ElkServerSettings,
  ResolvedElkServer,
} from "../model/types";
import { alertEngine } from "./alerts/kibana/connectors";
import { LogAlerts } from "./alerts/logAlerts";
import { shownLogAlerts } from "./alerts/shown";
import { LogAuthority, type TlsIdentityOutputs, type TlsSubject } from "./authority/logAuthority";
import { Elasticsearch, withoutPassword } from "./elasticsearch/elasticsearch";
import { ElasticsearchKey } from "./elasticsearch/elasticsearchKey";
import { ElasticsearchSetup, type OwnElasticsearch } from "./elasticsearch/elasticsearchSetup";
import type { ElasticsearchRole } from "./elasticsearch/roles";
import { Kibana } from "./kibana/kibana";
import { Logstash } from "./logstash/logstash";
import { hostAndPort, logPorts } from "./ports";
import type { LogShipperArgs } from "./shipper/logShipper";

/** One of the hosts that collect logs. */
export interface ElkHost {
  /** Its name, unique among them. */
  name: string;
  /** The host itself. */
  host: LinuxHost;
  /** IP address or DNS name that all hosts of the environment reach it at. */
  address: pulumi.Input<string>;
}

/** Arguments of {@link ElkServer}. */
export interface ElkServerArgs {
  /** Hosts to run on: one, or three that form a cluster. Kibana and alerts run on the first. */
  hosts: readonly ElkHost[];
  /** The settings. Default: Elasticsearch, and alerts by ElastAlert 2; neither Logstash nor Kibana. */
  settings?: ElkServerSettings;
  /** Namespace of the data streams, such as `prod`. */
  namespace: string;
  /** Names of the hosts whose silence is an alert. Default: none is missed. */
  reporting?: readonly string[];
  /** Bucket that Elasticsearch is copied to where the settings have no `snapshots`. Default: it is not copied. */
  snapshotBucket?: pulumi.Input<string>;
}

/** How an environment's logs are read. */
export interface LogsAccess {
  /** HTTPS URLs of Elasticsearch's nodes. */
  urls: string[];
  /** Certificate of the authority that signed theirs, PEM. Empty: one that machines trust anyway. */
  authority: string;
  /** API key that may read, and nothing else: `id:key`. Secret. */
  readerKey: string;
  /** Namespace of the data streams. */
  namespace: string;
}

/**
 * What collects the logs of an environment: Elasticsearch on one host or three, and by choice Logstash in front of it and
 * Kibana beside it. All of them speak TLS with certificates of an authority of their own, and none works for somebody
 * without a key, a password or such a certificate.
 */
export class ElkServer extends pulumi.ComponentResource {
  /** How the logs are read; secret. */
  readonly access: pulumi.Output<LogsAccess>;
  /** Kibana, where the settings ask for one. */
  readonly kibana?: Kibana;

  private readonly settings: ResolvedElkServer;
  private readonly authority: LogAuthority;
  private readonly setup: ElasticsearchSetup;

  /**
   * @throws ConfigurationError where a setting is wrong, or where there are neither one nor three hosts
   * @throws RunError where there is no host
   */
  constructor(
    name: string,
    private readonly args: ElkServerArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    const settings = resolve("elkServer", args.settings);
    // As inputs, policies judge them before anything of it is made. Passwords in them are no policy's business.
    super("portcullis:logging:ElkServer", name, { settings: shown(settings) }, opts);
    const { namespace, reporting = [] } = args;
    const [first] = args.hosts;
    if (!first) throw new pulumi.RunError(`${name} has no host to run on`);
    const child = { parent: this };
    this.settings = settings;
    this.authority = new LogAuthority(`${name}-authority`, {}, child);
    const own = settings.elasticsearch.existing ? undefined : this.nodes();
    this.setup = new ElasticsearchSetup(
      `${name}-elasticsearch-setup`,
      { host: first.host, settings: this.kept(), namespace, own: own?.server },
      { parent: this, dependsOn: own?.nodes },
    );
    const { urls, authority } = this.setup;
    const elasticsearch = { urls, authority };
    if (settings.logstash) {
      for (const one of args.hosts) {
        const label = `${one.name}-logstash`;
        new Logstash(
          label,
          {
            host: one.host,
            settings: settings.logstash,
            identity: this.issue(label, [`logstash.${one.name}`], "server", [one.address]),
            elasticsearch,
            apiKey: this.key("writer", label).apiKey,
            namespace,
          },
          child,
        );
      }
    }
    const engine = alertEngine(settings.alerts, settings.kibana !== undefined);
    if (settings.kibana && own) {
      const label = `${first.name}-kibana`;
      this.kibana = new Kibana(
        label,
        {
          host: first.host,
          settings: settings.kibana,
          identity: this.issue(label, [settings.kibana.name, "localhost"], "server", ["127.0.0.1"]),
          elasticsearch,
          password: this.setup.kibanaPassword,
          account: { user: this.setup.kibanaAccount, password: this.setup.kibanaAccountPassword },
          namespace,
          alerts: engine === "kibana" ? settings.alerts : undefined,
          hosts: [...reporting],
        },
        child,
      );
    }
    if (engine === "elastAlert" && !settings.alerts.insecureOff) {
      const label = `${first.name}-log-alerts`;
      new LogAlerts(
        label,
        {
          host: first.host,
          settings: settings.alerts,
          elasticsearch,
          apiKey: this.key("alerting", label).apiKey,
          namespace,
          hosts: [...reporting],
        },
        child,
      );
    }
    const readerKey = this.key("reader", `${name}-reader`).apiKey;
    this.access = pulumi.secret(
      pulumi.all([urls, authority, readerKey]).apply(([nodes, pem, key]): LogsAccess => ({
        urls: nodes,
        authority: pem,
        readerKey: key,
        namespace,
      })),
    );
    this.registerOutputs({ settings: shown(settings), access: this.access });
  }

  /**
   * Where a host's shipper sends to, and what it proves itself by there: arguments of its `LogShipper`.
   *
   * @param hostName - the host's name, unique in the environment
   */
  destination(hostName: string): Pick<LogShipperArgs, "destinations" | "identity" | "apiKey"> {
    const { logstash } = this.settings;
    const label = `${hostName}-log-shipper`;
    const identity = this.issue(label, [`shipper.${hostName}`], "client");
    if (logstash)
      return {
        destinations: this.args.hosts.map(({ address }) => pulumi.interpolate`${address}:${logPorts.beats}`),
        identity,
      };
    const { urls, authority } = this.setup;
    return {
      destinations: urls.apply((all) => all.map(hostAndPort)),
      identity: { ...identity, authority },
      apiKey: this.key("writer", label).apiKey,
    };
  }

  /** Elasticsearch's settings, with the bucket that it is copied to where they have none. */
  private kept(): pulumi.Output<ElasticsearchSettings> {
    const { elasticsearch } = this.settings;
    return pulumi
      .output(this.args.snapshotBucket)
      .apply((bucket): ElasticsearchSettings =>
        bucket === undefined || elasticsearch.snapshots || elasticsearch.existing
          ? elasticsearch
          : { ...elasticsearch, snapshots: { repository: { bucket } } },
      );
  }

  /** Elasticsearch on each of the hosts. */
  private nodes(): { nodes: Elasticsearch[]; server: OwnElasticsearch } {
    const { hosts } = this.args;
    const settings = this.kept();
    const nodes: Elasticsearch[] = [];
    for (const { name, host, address } of hosts) {
      const label = `${name}-elasticsearch`;
      nodes.push(
        new Elasticsearch(
          label,
          {
            host,
            settings,
            identity: this.issue(label, [name], "both", [address]),
            node: name,
            nodes: hosts.map((one) => pulumi.output({ name: one.name, address: one.address })),
            administratorPassword: nodes[0]?.administratorPassword,
          },
          // One after the other, so that a change never stops two of three.
          { parent: this, dependsOn: nodes.slice(-1) },
        ),
      );
    }
    return {
      nodes,
      server: {
        urls: nodes.map(({ url }) => url),
        authority: this.authority.certificate,
        administratorPassword: nodes[0]!.administratorPassword,
      },
    };
  }

  /** A certificate for one of the services, which differ in their names: no other's passes for a node. */
  private issue(
    label: string,
    dnsNames: TlsSubject["dnsNames"],
    ends: TlsSubject["ends"],
    ipAddresses: pulumi.Input<string>[] = [],
  ): TlsIdentityOutputs {
    return this.authority.issue(label, { dnsNames, ipAddresses, ends });
  }

  private key(role: ElasticsearchRole, holder: string): ElasticsearchKey {
    const { host } = this.args.hosts[0]!;
    return new ElasticsearchKey(
      `${holder}-key`,
      { host, role, holder },
      { parent: this, dependsOn: [this.setup] },
    );
  }
}

/** Settings without what is secret in them: one encrypted part would keep policies from seeing the rest. */
function shown(settings: ResolvedElkServer): object {
  const { elasticsearch, alerts } = settings;
  return { ...settings, elasticsearch: withoutPassword(elasticsearch), alerts: shownLogAlerts(alerts) };
}
