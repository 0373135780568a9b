import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../../host/hostBundle";
import type { LinuxHost } from "../../host/linuxHost";
import { renderHostMetrics } from "./render";

/** Arguments of {@link HostMetrics}. */
export interface HostMetricsArgs {
  /** The host: an instance whose role may send metrics, as an `AwsHost` has one. */
  host: LinuxHost;
  /** Region of CloudWatch, such as eu-central-1. */
  region: string;
  /** Names of the certificates whose days are counted. Default: none. */
  certificates?: readonly string[];
}

/** Sends a host's own metrics to CloudWatch: how full its disk is, and how many days its certificates have left. */
export class HostMetrics extends pulumi.ComponentResource {
  /** The bundle on the host. */
  readonly bundle: HostBundle;

  constructor(name: string, args: HostMetricsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, region, certificates = [] } = args;
    super("portcullis:aws:HostMetrics", name, { region, certificates }, opts);
    this.bundle = new HostBundle(
      name,
      { host, bundle: renderHostMetrics(region, certificates) },
      { parent: this },
    );
    this.registerOutputs({ region });
  }
}
