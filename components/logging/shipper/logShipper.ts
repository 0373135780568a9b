import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../../host/hostBundle";
import type { LinuxHost } from "../../host/linuxHost";
import { resolve } from "../../model/resolve";
import type { LogShipper as LogShipperSettings } from "../../model/types";
import type { TlsIdentityInputs } from "../authority/identity";
import { renderLogShipper, renderShipperSource } from "./render";
import type { ShippedHost } from "./shippedHost";

/** Arguments of {@link LogShipper}. */
export interface LogShipperArgs {
  /** The host whose logs are sent. */
  host: LinuxHost;
  /** Logstash's or Elasticsearch's hosts as `name:port`, such as `logs.example.com:5044`; events are spread over them. */
  destinations: pulumi.Input<pulumi.Input<string>[]>;
  /** What the host proves itself by to Logstash; the authority is also what Elasticsearch is known by. */
  identity: TlsIdentityInputs;
  /**
   * API key of Elasticsearch as `id:key`, one that may write, and nothing else: with it events go straight there. Default: none,
   * the destinations are Logstash's. Secret.
   */
  apiKey?: pulumi.Input<string>;
  /** Namespace of the environment's data streams, such as `prod`. */
  namespace: pulumi.Input<string>;
  /** The host's name in all of its events. Default: the component's name. */
  hostName?: pulumi.Input<string>;
  /** The web server whose logs are sent. Default: none. */
  webServer?: pulumi.Input<ShippedHost["webServer"]>;
  /** Names of the edge's certificates, whose days are counted. Default: none. */
  certificates?: pulumi.Input<pulumi.Input<string>[]>;
  /** The settings. Default: version 8.19 of Elastic's package, a queue of 1 GB. */
  settings?: pulumi.Input<LogShipperSettings>;
}

/**
 * Filebeat on a host: access and error log of the web server, what the journal has on logins, dropped packets, bans,
 * updates and certificates, and what the host measures of itself; without secrets, kept on disk while nobody takes it.
 */
export class LogShipper extends pulumi.ComponentResource {
  /** The bundle on the host. */
  readonly bundle: HostBundle;

  /** @throws ConfigurationError where a setting is wrong, or there is no destination */
  constructor(name: string, args: LogShipperArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host } = args;
    const settings = pulumi.output(args.settings).apply((value) => resolve("logShipper", value));
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:logging:LogShipper", name, { settings }, opts);
    const source = new HostBundle(
      `${name}-source`,
      { host, bundle: settings.apply((resolved) => renderShipperSource(resolved, host.platform)) },
      { parent: this },
    );
    const destination = pulumi.output({
      hosts: args.destinations,
      identity: args.identity,
      apiKey: args.apiKey && pulumi.secret(args.apiKey),
    });
    const there = pulumi.output({
      hostName: args.hostName ?? name,
      namespace: args.namespace,
      webServer: args.webServer,
    });
    const bundle = pulumi
      .all([settings, there, destination, args.certificates ?? []])
      .apply(([resolved, shipped, to, certificates]) =>
        renderLogShipper(resolved, shipped, to, certificates, host.platform),
      );
    this.bundle = new HostBundle(name, { host, bundle }, { parent: this, dependsOn: [source] });
    this.registerOutputs({ settings });
  }
}
