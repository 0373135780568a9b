import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../../host/hostBundle";
import type { LinuxHost } from "../../host/linuxHost";
import { resolve } from "../../model/resolve";
import type { Firewall as FirewallSettings } from "../../model/types";
import { renderFirewall } from "./render";

/** Arguments of {@link Firewall}. */
export interface FirewallArgs {
  /** The host to protect. */
  host: LinuxHost;
  /** Ranges in CIDR notation that SSH is let in from. An empty list lets nobody in, so the host rolls it back. */
  adminRanges: pulumi.Input<string[]>;
  /** TCP ports open to everybody. Default: 80 and 443. */
  openPorts?: pulumi.Input<number[]>;
  /** Port that the host's SSH server listens on. Default: the one that the host is connected to. */
  sshPort?: pulumi.Input<number>;
  /** The settings. Default: nftables, closed inwards and outwards but for what any host needs. */
  settings?: pulumi.Input<FirewallSettings>;
}

/**
 * A host's packet filter for IPv4 and IPv6, in force at once and at every boot before the network is up. A change that
 * locks the operator out is rolled back by the host itself.
 */
export class Firewall extends pulumi.ComponentResource {
  /** The bundle on the host. */
  readonly bundle: HostBundle;

  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: FirewallArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host } = args;
    const settings = pulumi.output(args.settings).apply((value) => resolve("firewall", value));
    const access = pulumi.output({
      adminRanges: args.adminRanges,
      openPorts: args.openPorts ?? [80, 443],
      // The port is not secret, although the connection is, for its private key.
      sshPort:
        args.sshPort ?? pulumi.unsecret(host.connection.apply(({ port }) => pulumi.output(port ?? 22))),
    });
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:hardening:Firewall", name, { settings, access }, opts);
    const bundle = pulumi
      .all([settings, access])
      .apply(([resolved, open]) => renderFirewall(resolved, open, host.platform));
    this.bundle = new HostBundle(name, { host, bundle, trial: true }, { parent: this });
    this.registerOutputs({ settings, access });
  }
}
