import * as pulumi from "@pulumi/pulumi";
import { HostBundle } from "../../host/hostBundle";
import type { LinuxHost } from "../../host/linuxHost";
import { resolve } from "../../model/resolve";
import type { Certificates as CertificatesSettings } from "../../model/types";
import type { CertificateRequest } from "../sites";
import { renderCertificates } from "./render";

/** Arguments of {@link Certificates}. */
export interface CertificatesArgs {
  /** The host that needs the certificates. */
  host: LinuxHost;
  /** From whom and how. Default but for `email`: Let's Encrypt, http-01, ECDSA P-256. */
  settings: pulumi.Input<CertificatesSettings>;
  /** What an `HttpsEdge` needs: its `certificates`. */
  certificates: pulumi.Input<CertificateRequest[]>;
  /** Unit that is reloaded for a new certificate: the `unit` of an `HttpsEdge`. */
  unit: pulumi.Input<string>;
}

/**
 * TLS certificates from an ACME directory, renewed by the host. Must depend on the `HttpsEdge` that serves the challenges.
 */
export class Certificates extends pulumi.ComponentResource {
  /** The bundle on the host. */
  readonly bundle: HostBundle;

  /** @throws ConfigurationError where a setting is wrong */
  constructor(name: string, args: CertificatesArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = pulumi.output(args.settings).apply((value) => resolve("certificates", value));
    // As inputs, policies judge them before anything of it is made.
    super("portcullis:edge:Certificates", name, { settings }, opts);
    const bundle = pulumi
      .all([settings, args.certificates, args.unit])
      .apply(([value, requests, unit]) => renderCertificates(value, requests, unit));
    this.bundle = new HostBundle(name, { host: args.host, bundle }, { parent: this });
    this.registerOutputs({ settings });
  }
}
