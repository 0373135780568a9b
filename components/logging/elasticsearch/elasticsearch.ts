import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../../host/hostBundle";
import type { LinuxHost } from "../../host/linuxHost";
import { resolve } from "../../model/resolve";
import type { Elasticsearch as ElasticsearchSettings } from "../../model/types";
import { randomSecret } from "../../secrets/randomSecret";
import type { TlsIdentityInputs } from "../authority/identity";
import { apiPort, type ElasticsearchNode } from "./configuration";
import { renderElasticsearchNode } from "./node";
import { renderElasticsearchSoftware } from "./software";

/** Arguments of {@link Elasticsearch}. */
export interface ElasticsearchArgs {
  /** The host that the node runs on. */
  host: LinuxHost;
  /** The settings. Default: the package of version 8.19 from Elastic's repository, events kept for 90 days. */
  settings?: pulumi.Input<ElasticsearchSettings>;
  /** What the node proves itself by: a certificate for both ends, with its name as a DNS name and its IP address. */
  identity: TlsIdentityInputs;
  /** Name of the node, one of `nodes`. */
  node: pulumi.Input<string>;
  /** All nodes of the cluster, this one among them: one or three. How many there are cannot be changed later. */
  nodes: pulumi.Input<pulumi.Input<ElasticsearchNode>[]>;
  /** Password of the administrator, which all nodes of a cluster have to know: the first one's `administratorPassword`. Default: a random one. */
  administratorPassword?: pulumi.Input<string>;
}

/** One node of Elasticsearch on a host. It waits for no other: {@link ElasticsearchSetup} does. */
export class Elasticsearch extends pulumi.ComponentResource {
  /** The bundle that runs the node. */
  readonly bundle: HostBundle;
  /** Password of the administrator; secret. */
  readonly administratorPassword: pulumi.Output<string>;
  /** Where the API of the node is. */
  readonly url: pulumi.Output<string>;

  /** @throws ConfigurationError where a setting is wrong, or where there are neither one nor three nodes */
  constructor(name: string, args: ElasticsearchArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host } = args;
    const settings = pulumi.output(args.settings).apply((value) => resolve("elasticsearch", value));
    const shown = settings.apply(withoutPassword);
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:logging:Elasticsearch", name, { settings: shown }, opts);
    this.administratorPassword = args.administratorPassword
      ? pulumi.secret(args.administratorPassword)
      : randomSecret(`${name}-administrator-password`, { parent: this });
    const source = new HostBundle(
      `${name}-source`,
      { host, bundle: settings.apply((resolved) => renderElasticsearchSoftware(resolved, host.platform)) },
      { parent: this },
    );
    const nodes = pulumi.output(args.nodes);
    this.url = pulumi.all([args.node, nodes]).apply(([node, all]) => {
      const own = all.find((one) => one.name === node);
      return own ? `https://${own.address}:${apiPort}` : "";
    });
    const bundle = pulumi
      .all([settings, args.identity, args.node, nodes, this.administratorPassword])
      .apply(([resolved, identity, node, all, password]) =>
        renderElasticsearchNode(resolved, { identity, node, nodes: all, password }),
      );
    this.bundle = new HostBundle(name, { host, bundle }, { parent: this, dependsOn: [source] });
    this.registerOutputs({ settings: shown, url: this.url });
  }
}

/** The settings without a password: one encrypted part would keep policies from seeing the rest. */
export function withoutPassword<T extends { existing?: { password: string } }>(settings: T): object {
  if (!settings.existing) return settings;
  const existing: Partial<NonNullable<T["existing"]>> = { ...settings.existing };
  delete existing.password;
  return { ...settings, existing };
}
