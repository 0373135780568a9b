import * as pulumi from "@pulumi/pulumi";
import type { ConsumerCredentials } from "../gateway/keys/credentials";
import { GatewayKeys, keysToMake } from "../gateway/keys/gatewayKeys";
import { ExistingHost } from "../host/existingHost";
import type { ResolvedEnvironment } from "../model/types";
import { HostStack } from "./hostStack";
import { plannedHosts } from "./plannedHost";
import { renderEnvironment } from "./render";

/** Arguments of {@link Environment}. */
export interface EnvironmentArgs {
  /** The whole environment, checked and with its defaults filled in, as `loadEnvironment` returns it. */
  settings: ResolvedEnvironment;
  /** OpenSSH private key for the hosts that name no `privateKeyFile`. Kept as a secret. */
  sshPrivateKey?: pulumi.Input<string>;
  /** Folder that the names of OpenAPI documents start from. Default: the program's. */
  folder?: string;
}

const noCredentials = pulumi.output<Readonly<Record<string, ConsumerCredentials>>>({});

/**
 * One environment: every host of it with all that runs there. A change reaches the hosts one after the other, unless
 * `settings.rollout` is `parallel`.
 */
export class Environment extends pulumi.ComponentResource {
  /** What runs on the hosts, by the host's name. */
  readonly hosts: Readonly<Record<string, HostStack>>;
  /** What the gateway's consumers prove themselves by at present, by name; secret. Empty without a gateway. */
  readonly credentials: pulumi.Output<Readonly<Record<string, ConsumerCredentials>>>;
  /** Where the environment's sites answer. */
  readonly urls: readonly string[];
  /** Address of each host, by name. */
  readonly addresses: Readonly<Record<string, string>>;

  constructor(name: string, args: EnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("portcullis:environment:Environment", name, {}, opts);
    const { settings, sshPrivateKey, folder } = args;
    // Every bundle's packages are known before the first connection, so that a host needs one package run for all.
    const bundles = renderEnvironment(settings, folder);
    // One set of keys for the gateways of all hosts: whichever a client reaches lets it in.
    const gatewayKeys =
      settings.gateway &&
      new GatewayKeys(`${name}-gateway-keys`, keysToMake(settings.gateway), { parent: this });
    const hosts: Record<string, HostStack> = {};
    let former: HostStack[] = [];
    for (const plan of plannedHosts(settings)) {
      const options = { parent: this, dependsOn: former };
      const packages = bundles[plan.name]!.flatMap((bundle) => bundle.packages ?? []);
      const host = new ExistingHost(
        plan.name,
        { settings: settings.hosts[plan.name]!, privateKey: sshPrivateKey, packages },
        options,
      );
      const stack = new HostStack(
        plan.name,
        { environment: settings, plan, host, gatewayKeys, folder },
        options,
      );
      hosts[plan.name] = stack;
      if (settings.rollout === "rolling") former = [stack];
    }
    this.hosts = hosts;
    this.urls = (settings.edge?.sites ?? []).flatMap(({ names }) => names.map((site) => `https://${site}/`));
    this.addresses = Object.fromEntries(
      Object.entries(settings.hosts).map(([host, { address }]) => [host, address]),
    );
    // A key is handed out only once every gateway accepts it.
    const accepted = Object.values(hosts).flatMap(({ gateway }) => (gateway ? [gateway.bundle.report] : []));
    this.credentials = gatewayKeys
      ? pulumi.all([gatewayKeys.credentials, pulumi.all(accepted)]).apply(([credentials]) => credentials)
      : noCredentials;
    this.registerOutputs({ hosts: Object.keys(hosts) });
  }
}
