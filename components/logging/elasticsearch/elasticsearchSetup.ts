import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../../host/hostBundle";
import type { LinuxHost } from "../../host/linuxHost";
import { resolve } from "../../model/resolve";
import type { Elasticsearch as ElasticsearchSettings, ResolvedElasticsearch } from "../../model/types";
import { randomSecret } from "../../secrets/randomSecret";
import { administrator } from "./administrator";
import { withoutPassword } from "./elasticsearch";
import { renderElasticsearchSetup, type SetupAccess } from "./setup";
import { kibanaSetup, kibanaSystem } from "./wanted";

/** Nodes of this program's own that are set up. */
export interface OwnElasticsearch {
  /** HTTPS URLs of the nodes: the `url` of each. */
  urls: pulumi.Input<pulumi.Input<string>[]>;
  /** Certificate of the authority that signed theirs, PEM. */
  authority: pulumi.Input<string>;
  /** The administrator's password, which the nodes know; secret. */
  administratorPassword: pulumi.Input<string>;
}

/** Arguments of {@link ElasticsearchSetup}. */
export interface ElasticsearchSetupArgs {
  /** A host that reaches the server; it keeps the administrator's password, for root alone. */
  host: LinuxHost;
  /** The settings. Default: events kept for 90 days, no snapshots. */
  settings?: pulumi.Input<ElasticsearchSettings>;
  /** Namespace of the environment's data streams, such as `prod`. */
  namespace: pulumi.Input<string>;
  /** The nodes; it has to depend on their bundles. Default: the server that the settings say exists. */
  own?: OwnElasticsearch;
}

/**
 * What the logs of an environment need in an Elasticsearch: data streams with their fields, how long they are kept,
 * snapshots, roles. Built-in accounts are switched off but for Kibana's, where the server is the program's own.
 */
export class ElasticsearchSetup extends pulumi.ComponentResource {
  /** The bundle that does it. */
  readonly bundle: HostBundle;
  /** HTTPS URLs that others reach the server at. */
  readonly urls: pulumi.Output<string[]>;
  /** Certificate of the authority that signed its own, PEM. Empty: one that hosts trust anyway. */
  readonly authority: pulumi.Output<string>;
  /** Password of the account `kibana_system`, which Kibana logs in with; secret. With a server that exists: empty. */
  readonly kibanaPassword: pulumi.Output<string>;
  /** Name of the account that brings dashboards and rules into Kibana. */
  readonly kibanaAccount: string = kibanaSetup;
  /** Its password; secret. With a server that exists: empty. */
  readonly kibanaAccountPassword: pulumi.Output<string>;

  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: ElasticsearchSetupArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, own } = args;
    const settings = pulumi.output(args.settings).apply((value) => resolve("elasticsearch", value));
    const shown = settings.apply(withoutPassword);
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:logging:ElasticsearchSetup", name, { settings: shown }, opts);
    const made = (part: string): pulumi.Output<string> =>
      own ? randomSecret(`${name}-${part}`, { parent: this }) : pulumi.output("");
    this.kibanaPassword = made("kibana-password");
    this.kibanaAccountPassword = made("kibana-account-password");
    const access = pulumi
      .all([settings, own && pulumi.output(own), this.kibanaPassword, this.kibanaAccountPassword])
      .apply(([resolved, nodes, system, account]): SetupAccess =>
        nodes
          ? {
              urls: nodes.urls,
              authority: nodes.authority,
              user: administrator,
              password: nodes.administratorPassword,
              passwords: { [kibanaSystem]: system, [kibanaSetup]: account },
            }
          : existing(resolved),
      );
    const reached = pulumi
      .all([settings, own && pulumi.output({ urls: own.urls, authority: own.authority })])
      .apply(([resolved, nodes]): Pick<SetupAccess, "urls" | "authority"> => nodes ?? existing(resolved));
    this.urls = reached.apply(({ urls }) => [...urls]);
    this.authority = reached.apply(({ authority }) => authority ?? "");
    this.bundle = new HostBundle(
      name,
      {
        host,
        bundle: pulumi
          .all([settings, access, args.namespace])
          .apply(([resolved, known, namespace]) =>
            renderElasticsearchSetup(resolved, known, namespace, own ? known.urls.length : 1),
          ),
      },
      { parent: this },
    );
    this.registerOutputs({ settings: shown, urls: this.urls });
  }
}

function existing({ existing: given }: ResolvedElasticsearch): SetupAccess {
  if (!given) throw new Error("there are no nodes to set up, and the settings name no existing server");
  const { url, ...account } = given;
  return { urls: [url], ...account };
}
