import * as pulumi from "@pulumi/pulumi";
import type { ConsumerCredentials } from "../gateway/keys/credentials";
import { GatewayKeys, keysToMake } from "../gateway/keys/gatewayKeys";
import type { ResolvedEnvironment } from "../model/types";
import { HostStack } from "./hostStack";
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

/** One environment: every host of it with all that runs there. Hosts are provisioned side by side. */
export class Environment extends pulumi.ComponentResource {
  /** The hosts, by name. */
  readonly hosts: Readonly<Record<string, HostStack>>;
  /** What the gateway's consumers prove themselves by at present, by name; secret. Empty without a gateway. */
  readonly credentials: pulumi.Output<Readonly<Record<string, ConsumerCredentials>>>;

  constructor(name: string, args: EnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("portcullis:environment:Environment", name, {}, opts);
    const { settings, sshPrivateKey, folder } = args;
    // Every bundle's packages are known before the first connection, so that a host needs one package run for all.
    const bundles = renderEnvironment(settings, folder);
    // One set of keys for the gateways of all hosts: whichever a client reaches lets it in.
    const gatewayKeys =
      settings.gateway &&
      new GatewayKeys(`${name}-gateway-keys`, keysToMake(settings.gateway), { parent: this });
    this.hosts = Object.fromEntries(
      Object.keys(settings.hosts).map((hostName) => [
        hostName,
        new HostStack(
          hostName,
          {
            environment: settings,
            packages: bundles[hostName]!.flatMap((bundle) => bundle.packages ?? []),
            sshPrivateKey,
            gatewayKeys,
            folder,
          },
          { parent: this },
        ),
      ]),
    );
    // A key is handed out only once every gateway accepts it.
    const accepted = Object.values(this.hosts).flatMap(({ gateway }) =>
      gateway ? [gateway.bundle.report] : [],
    );
    this.credentials = gatewayKeys
      ? pulumi.all([gatewayKeys.credentials, pulumi.all(accepted)]).apply(([credentials]) => credentials)
      : noCredentials;
    this.registerOutputs({ hosts: Object.keys(settings.hosts) });
  }
}
