import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";
import type { TlsIdentity } from "./identity";

/** A {@link TlsIdentity} that is still being made. The private key is secret. */
export type TlsIdentityOutputs = { [K in keyof TlsIdentity]: pulumi.Output<TlsIdentity[K]> };

/** Arguments of {@link LogAuthority}. */
export interface LogAuthorityArgs {
  /** What it is called in its certificate. Default: the component's name. */
  commonName?: string;
}

/** Whom a certificate is for. */
export interface TlsSubject {
  /** DNS names that the service answers to, and what it is called by itself. The first is the common name. */
  dnsNames: [string, ...string[]];
  /** IP addresses that others reach it at. Default: none. */
  ipAddresses?: pulumi.Input<string>[];
  /**
   * What it may do with the certificate: be connected to, connect to others, or both. A host's shipper can then not pass
   * for a server (RFC 5280 section 4.2.1.12).
   */
  ends: "server" | "client" | "both";
}

const uses = {
  server: ["server_auth"],
  client: ["client_auth"],
  both: ["server_auth", "client_auth"],
} as const;

/** NIST P-256, which every TLS 1.2 and 1.3 implementation has (RFC 8446 section 9.1). */
const key = { algorithm: "ECDSA", ecdsaCurve: "P256" } as const;

const day = 24;
/** Ten years: an authority that ends takes all of its services with it. */
const authorityHours = 3650 * day;
/** A year. Any `pulumi up` within the last four months makes another, so that quarterly updates are enough. */
const leafHours = 365 * day;
const renewalHours = 120 * day;

/**
 * A private authority of an environment's logs: nothing but its certificates lets a service speak to another (mutual
 * TLS, RFC 8446 section 4.3.2). Its key stays in the state, encrypted, and reaches no host.
 */
export class LogAuthority extends pulumi.ComponentResource {
  /** Its own certificate, PEM. */
  readonly certificate: pulumi.Output<string>;

  private readonly privateKey: tls.PrivateKey;

  constructor(name: string, args: LogAuthorityArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("portcullis:logging:LogAuthority", name, {}, opts);
    this.privateKey = new tls.PrivateKey(`${name}-key`, key, { parent: this });
    this.certificate = new tls.SelfSignedCert(
      `${name}-certificate`,
      {
        privateKeyPem: this.privateKey.privateKeyPem,
        isCaCertificate: true,
        setSubjectKeyId: true,
        subject: { commonName: args.commonName ?? name },
        validityPeriodHours: authorityHours,
        earlyRenewalHours: leafHours,
        allowedUses: ["cert_signing", "crl_signing"],
      },
      { parent: this },
    ).certPem;
    this.registerOutputs({ certificate: this.certificate });
  }

  /**
   * Issues a certificate for one service.
   *
   * @param name - name of the resources, unique in the program
   * @param subject - whom it is for
   */
  issue(name: string, subject: TlsSubject): TlsIdentityOutputs {
    const child = { parent: this };
    const leafKey = new tls.PrivateKey(`${name}-key`, key, child);
    const request = new tls.CertRequest(
      `${name}-request`,
      {
        privateKeyPem: leafKey.privateKeyPem,
        subject: { commonName: subject.dnsNames[0] },
        dnsNames: subject.dnsNames,
        ipAddresses: subject.ipAddresses,
      },
      child,
    );
    const { certPem } = new tls.LocallySignedCert(
      `${name}-certificate`,
      {
        certRequestPem: request.certRequestPem,
        caPrivateKeyPem: this.privateKey.privateKeyPem,
        caCertPem: this.certificate,
        setSubjectKeyId: true,
        validityPeriodHours: leafHours,
        earlyRenewalHours: renewalHours,
        allowedUses: ["digital_signature", ...uses[subject.ends]],
      },
      child,
    );
    return { authority: this.certificate, certificate: certPem, privateKey: leafKey.privateKeyPemPkcs8 };
  }
}
