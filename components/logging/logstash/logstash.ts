import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../../host/hostBundle";
import type { LinuxHost } from "../../host/linuxHost";
import { resolve } from "../../model/resolve";
import type { Logstash as LogstashSettings } from "../../model/types";
import type { TlsIdentityInputs } from "../authority/identity";
import { renderElasticSource } from "../elasticSource";
import type { ElasticsearchAccess } from "../elasticsearchAccess";
import { renderLogstash } from "./render";

/** Arguments of {@link Logstash}. */
export interface LogstashArgs {
  /** The host that it runs on. */
  host: LinuxHost;
  /** The settings. Default: version 8.19 from Elastic's repository, 4 GiB of queue. */
  settings?: pulumi.Input<LogstashSettings>;
  /** What it proves itself by to shippers; its authority signed theirs. */
  identity: TlsIdentityInputs;
  /** Where events are stored. */
  elasticsearch: ElasticsearchAccess;
  /** Elasticsearch's API key for it, as `id:key`; one that may write, and nothing else. Secret. */
  apiKey: pulumi.Input<string>;
  /** Namespace of the environment's data streams, such as `prod`. */
  namespace: pulumi.Input<string>;
}

/** Logstash between an environment's shippers and Elasticsearch. */
export class Logstash extends pulumi.ComponentResource {
  /** The bundle that runs it. */
  readonly bundle: HostBundle;

  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: LogstashArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host } = args;
    const settings = pulumi.output(args.settings).apply((value) => resolve("logstash", value));
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:logging:Logstash", name, { settings }, opts);
    const source = new HostBundle(
      `${name}-source`,
      {
        host,
        bundle: settings.apply((resolved) => renderElasticSource("logstash", resolved.source, host.platform)),
      },
      { parent: this },
    );
    const bundle = pulumi
      .all([settings, args.identity, args.elasticsearch, pulumi.secret(args.apiKey), args.namespace])
      .apply(([resolved, identity, elasticsearch, apiKey, namespace]) =>
        renderLogstash(resolved, { identity, elasticsearch, apiKey, namespace }, host.platform),
      );
    this.bundle = new HostBundle(name, { host, bundle }, { parent: this, dependsOn: [source] });
    this.registerOutputs({ settings });
  }
}
