import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../../host/hostBundle";
import type { LinuxHost } from "../../host/linuxHost";
import { resolve } from "../../model/resolve";
import type { LocalLogs as LocalLogsSettings } from "../../model/types";
import type { WebServer } from "../intrusionPrevention/webJails";
import { renderLocalLogs } from "./render";

/** Arguments of {@link LocalLogs}. */
export interface LocalLogsArgs {
  /** The host whose logs are meant. */
  host: LinuxHost;
  /** The web server of an `HttpsEdge`, whose logs are rotated as well. Default: none. */
  webServer?: pulumi.Input<WebServer | undefined>;
  /** The settings. Default: 30 days. */
  settings?: pulumi.Input<LocalLogsSettings>;
}

/** A host's own logs: the journal kept over reboots, and all of them for so many days and no larger than fits. */
export class LocalLogs extends pulumi.ComponentResource {
  /** The bundle on the host. */
  readonly bundle: HostBundle;

  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: LocalLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = pulumi.output(args.settings).apply((value) => resolve("localLogs", value));
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:hardening:LocalLogs", name, { settings }, opts);
    const bundle = pulumi
      .all([settings, args.webServer])
      .apply(([resolved, server]) => renderLocalLogs(resolved, server));
    this.bundle = new HostBundle(name, { host: args.host, bundle }, { parent: this });
    this.registerOutputs({ settings });
  }
}
