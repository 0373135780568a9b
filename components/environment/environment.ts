import * as pulumi from "@pulumi/pulumi";
import type { ResolvedEnvironment } from "../model/types";
import { HostStack } from "./hostStack";
import { renderEnvironment } from "./render";

/** Arguments of {@link Environment}. */
export interface EnvironmentArgs {
  /** The whole environment, checked and with its defaults filled in, as `loadEnvironment` returns it. */
  settings: ResolvedEnvironment;
  /** OpenSSH private key for the hosts that name no `privateKeyFile`. Kept as a secret. */
  sshPrivateKey?: pulumi.Input<string>;
}

/** One environment: every host of it with all that runs there. Hosts are provisioned side by side. */
export class Environment extends pulumi.ComponentResource {
  /** The hosts, by name. */
  readonly hosts: Readonly<Record<string, HostStack>>;

  constructor(name: string, args: EnvironmentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("portcullis:environment:Environment", name, {}, opts);
    const { settings, sshPrivateKey } = args;
    // Every bundle's packages are known before the first connection, so that a host needs one package run for all.
    const bundles = renderEnvironment(settings);
    this.hosts = Object.fromEntries(
      Object.keys(settings.hosts).map((hostName) => [
        hostName,
        new HostStack(
          hostName,
          {
            environment: settings,
            packages: bundles[hostName]!.flatMap((bundle) => bundle.packages ?? []),
            sshPrivateKey,
          },
          { parent: this },
        ),
      ]),
    );
    this.registerOutputs({ hosts: Object.keys(settings.hosts) });
  }
}
