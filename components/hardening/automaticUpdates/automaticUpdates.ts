import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../../host/hostBundle";
import type { LinuxHost } from "../../host/linuxHost";
import { resolve } from "../../model/resolve";
import type { AutomaticUpdates as AutomaticUpdatesSettings } from "../../model/types";
import { renderAutomaticUpdates } from "./render";

/** Arguments of {@link AutomaticUpdates}. */
export interface AutomaticUpdatesArgs {
  /** The host to keep up to date. */
  host: LinuxHost;
  /** The settings. Default: security updates every night, with a reboot before morning where one is needed. */
  settings?: pulumi.Input<AutomaticUpdatesSettings>;
}

/** Updates that a host installs by itself. */
export class AutomaticUpdates extends pulumi.ComponentResource {
  /** The bundle on the host. */
  readonly bundle: HostBundle;

  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: AutomaticUpdatesArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host } = args;
    const settings = pulumi.output(args.settings).apply((value) => resolve("automaticUpdates", value));
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:hardening:AutomaticUpdates", name, { settings }, opts);
    const bundle = settings.apply((resolved) => renderAutomaticUpdates(resolved, host.platform));
    this.bundle = new HostBundle(name, { host, bundle }, { parent: this });
    this.registerOutputs({ settings });
  }
}
