import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../../host/hostBundle";
import type { LinuxHost } from "../../host/linuxHost";
import { resolve } from "../../model/resolve";
import type { Kernel as KernelSettings } from "../../model/types";
import { renderKernel } from "./render";

/** Arguments of {@link Kernel}. */
export interface KernelArgs {
  /** The host to apply the settings to. */
  host: LinuxHost;
  /** The settings. Default: hardened, no forwarding. */
  settings?: pulumi.Input<KernelSettings>;
}

/** Kernel settings (sysctl) of a host, in force at once and after every boot. */
export class Kernel extends pulumi.ComponentResource {
  /** The bundle on the host. */
  readonly bundle: HostBundle;

  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: KernelArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = pulumi.output(args.settings).apply((value) => resolve("kernel", value));
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:hardening:Kernel", name, { settings }, opts);
    this.bundle = new HostBundle(
      name,
      { host: args.host, bundle: settings.apply(renderKernel) },
      { parent: this },
    );
    this.registerOutputs({ settings });
  }
}
