import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../../host/hostBundle";
import type { LinuxHost } from "../../host/linuxHost";
import { resolve } from "../../model/resolve";
import type { IntrusionPrevention as IntrusionPreventionSettings } from "../../model/types";
import { renderIntrusionPrevention, type Surroundings } from "./render";

/** Arguments of {@link IntrusionPrevention}. */
export interface IntrusionPreventionArgs {
  /** The host to protect. */
  host: LinuxHost;
  /** The firewall's backend: bans go to the same tool. Default: nftables. */
  firewall?: pulumi.Input<Surroundings["firewall"]>;
  /** Port that the host's SSH server listens on. Default: the one that the host is connected to. */
  sshPort?: pulumi.Input<number>;
  /** The web server of an `HttpsEdge`, whose access log is watched. Default: none. */
  webServer?: pulumi.Input<Surroundings["webServer"]>;
  /** The settings. Default: 5 failures in 10 minutes are answered by a ban of 10 minutes, doubled each time. */
  settings?: pulumi.Input<IntrusionPreventionSettings>;
}

/** Bans of addresses that keep failing to log in or to keep within limits (fail2ban). */
export class IntrusionPrevention extends pulumi.ComponentResource {
  /** The bundle on the host. */
  readonly bundle: HostBundle;

  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: IntrusionPreventionArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host } = args;
    const settings = pulumi.output(args.settings).apply((value) => resolve("intrusionPrevention", value));
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:hardening:IntrusionPrevention", name, { settings }, opts);
    const surroundings = pulumi.output({
      firewall: args.firewall ?? "nftables",
      // The port is not secret, although the connection is, for its private key.
      sshPort:
        args.sshPort ?? pulumi.unsecret(host.connection.apply(({ port }) => pulumi.output(port ?? 22))),
      webServer: args.webServer,
    });
    const bundle = pulumi
      .all([settings, surroundings])
      .apply(([resolved, around]) => renderIntrusionPrevention(resolved, around, host.platform));
    this.bundle = new HostBundle(name, { host, bundle }, { parent: this });
    this.registerOutputs({ settings });
  }
}
