import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../host/hostBundle";
import type { LinuxHost } from "../host/linuxHost";
import { resolve } from "../model/resolve";
import type { Audit as AuditSettings } from "../model/types";
import type { Expectations } from "./expectations/expectations";
import { renderHostAudit } from "./render";

/** Arguments of {@link HostAudit}. */
export interface HostAuditArgs {
  /** The host that audits itself. */
  host: LinuxHost;
  /** What it ought to be, as `renderExpectations` says it of a host of an environment. */
  expectations: pulumi.Input<Expectations>;
  /** The settings. Default: every day at 05:00, or up to an hour later. */
  settings?: pulumi.Input<AuditSettings>;
}

/** The daily audit that a host makes of itself: whether it is what its configuration says. */
export class HostAudit extends pulumi.ComponentResource {
  /** The bundle on the host. */
  readonly bundle: HostBundle;

  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: HostAuditArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = pulumi.output(args.settings).apply((value) => resolve("audit", value));
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:audit:HostAudit", name, { settings }, opts);
    const bundle = pulumi
      .all([settings, args.expectations])
      .apply(([resolved, expectations]) => renderHostAudit(resolved, expectations as Expectations));
    this.bundle = new HostBundle(name, { host: args.host, bundle }, { parent: this });
    this.registerOutputs({ settings });
  }
}
