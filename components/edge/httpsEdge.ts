import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../host/hostBundle";
import type { LinuxHost } from "../host/linuxHost";
import { resolve } from "../model/resolve";
import type { Edge } from "../model/types";
import type { GatewayFront } from "./gatewayFront";
import { edgeUnit, renderEdge } from "./render";
import { certificateRequests, type CertificateRequest } from "./sites";

/** Arguments of {@link HttpsEdge}. */
export interface HttpsEdgeArgs {
  /** The host that serves. */
  host: LinuxHost;
  /** What is served and how. Default but for `sites`: nginx, Mozilla's intermediate profile, HSTS for two years. */
  settings: pulumi.Input<Edge>;
  /** The gateway on the same host, as `ApiGateway.front` describes it. Default: no site is a gateway's. */
  gateway?: GatewayFront;
}

/**
 * HTTPS in front of an upstream: nginx or Apache, with self-signed certificates until `Certificates` brings better ones.
 */
export class HttpsEdge extends pulumi.ComponentResource {
  /** The bundle on the host. */
  readonly bundle: HostBundle;
  /** The certificates that the sites need. */
  readonly certificates: pulumi.Output<CertificateRequest[]>;
  /** The unit that has to be reloaded for a new certificate. */
  readonly unit: pulumi.Output<string>;

  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: HttpsEdgeArgs, opts?: pulumi.ComponentResourceOptions) {
    const { host, gateway } = args;
    const settings = pulumi.output(args.settings).apply((value) => resolve("edge", value));
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:edge:HttpsEdge", name, { settings }, opts);
    this.certificates = settings.apply(certificateRequests);
    this.unit = settings.apply(edgeUnit);
    this.bundle = new HostBundle(
      name,
      { host, bundle: settings.apply((value) => renderEdge(value, host.platform, gateway)) },
      { parent: this },
    );
    this.registerOutputs({ settings });
  }
}
