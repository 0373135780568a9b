import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../../host/hostBundle";
import type { LinuxHost } from "../../host/linuxHost";
import { resolve } from "../../model/resolve";
import type { Logins as LoginsSettings } from "../../model/types";
import { renderLogins } from "./render";

/** Arguments of {@link Logins}. */
export interface LoginsArgs {
  /** The host that people log in to. */
  host: LinuxHost;
  /** The settings. Default: shells end after 15 idle minutes. */
  settings?: pulumi.Input<LoginsSettings>;
}

/** What is asked of people who log in to a host: idle shells end, files are their own, passwords are good. */
export class Logins extends pulumi.ComponentResource {
  /** The bundle on the host. */
  readonly bundle: HostBundle;

  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: LoginsArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = pulumi.output(args.settings).apply((value) => resolve("logins", value));
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:hardening:Logins", name, { settings }, opts);
    const { host } = args;
    const bundle = settings.apply((resolved) => renderLogins(resolved, host.platform));
    this.bundle = new HostBundle(name, { host, bundle }, { parent: this });
    this.registerOutputs({ settings });
  }
}
