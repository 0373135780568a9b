import type * as pulumi from "@pulumi/pulumi";
import type { types } from "@pulumi/command";
import type { Platform } from "./platform";

/** A Linux host that bundles can be applied to, whoever made it. */
export interface LinuxHost {
  /** How to reach it: address, user (root, or one that may run `sudo -n`), key, pinned host key. */
  connection: pulumi.Output<types.input.remote.ConnectionArgs>;
  /** Its operating system. The applier refuses a host that turns out to run another one. */
  platform: Platform;
  /**
   * What has to be finished before any other bundle touches the host, such as the one package run for all bundles.
   */
  ready: pulumi.Resource[];
  /**
   * The machine, where this program makes it: one that takes its place gets every bundle anew, and a machine that is
   * deleted is not asked to take its bundles back before. Default: the machine is somebody else's, and stays.
   */
  machine?: pulumi.CustomResource;
}
