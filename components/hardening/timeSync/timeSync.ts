import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../../host/hostBundle";
import type { LinuxHost } from "../../host/linuxHost";
import { resolve } from "../../model/resolve";
import type { TimeSync as TimeSyncSettings } from "../../model/types";
import { renderTimeSync } from "./render";

/** Arguments of {@link TimeSync}. */
export interface TimeSyncArgs {
  /** The host whose clock to keep. */
  host: LinuxHost;
  /** The settings. Default: three authenticated time servers, and a pool should none of them be reachable. */
  settings?: pulumi.Input<TimeSyncSettings>;
}

/** A host's clock, kept by chrony. */
export class TimeSync extends pulumi.ComponentResource {
  /** The bundle on the host. */
  readonly bundle: HostBundle;

  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: TimeSyncArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host } = args;
    const settings = pulumi.output(args.settings).apply((value) => resolve("timeSync", value));
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:hardening:TimeSync", name, { settings }, opts);
    const bundle = settings.apply((resolved) => renderTimeSync(resolved, host.platform));
    this.bundle = new HostBundle(name, { host, bundle }, { parent: this });
    this.registerOutputs({ settings });
  }
}
