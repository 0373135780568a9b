import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../../host/hostBundle";
import type { LinuxHost } from "../../host/linuxHost";
import { resolve } from "../../model/resolve";
import type { SshServer as SshServerSettings } from "../../model/types";
import { renderSshServer } from "./render";

/** Arguments of {@link SshServer}. */
export interface SshServerArgs {
  /** The host whose SSH server to harden. */
  host: LinuxHost;
  /** The settings. Default: keys only, no forwarding, everybody who has a key. */
  settings?: pulumi.Input<SshServerSettings>;
}

/**
 * A host's SSH server, hardened as ssh-audit's policy for its distribution asks. Sessions stay open when it changes; a
 * change that locks the operator out is rolled back by the host itself.
 */
export class SshServer extends pulumi.ComponentResource {
  /** The bundle on the host. */
  readonly bundle: HostBundle;

  /** @throws ConfigurationError where a setting is wrong; Error where it would shut out Portcullis itself */
  constructor(name: string, args: SshServerArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host } = args;
    const settings = pulumi.output(args.settings).apply((value) => resolve("sshServer", value));
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:hardening:SshServer", name, { settings }, opts);
    // Neither is secret, although the connection is, for its private key.
    const access = pulumi.unsecret(
      host.connection.apply(({ user, hostKey }) =>
        pulumi.all([user, hostKey]).apply(([account, key]) => ({
          user: account ?? "root",
          hostKeyType: key?.trim().split(" ")[0] ?? "ssh-ed25519",
        })),
      ),
    );
    const bundle = pulumi
      .all([settings, access])
      .apply(([resolved, login]) => renderSshServer(resolved, login, host.platform));
    this.bundle = new HostBundle(name, { host, bundle, trial: true }, { parent: this });
    this.registerOutputs({ settings });
  }
}
