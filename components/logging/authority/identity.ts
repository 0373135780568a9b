import type * as pulumi from "@pulumi/pulumi";

/** What a service proves itself by to others of the environment, and what it knows them by. PEM texts (RFC 7468). */
export interface TlsIdentity {
  /** Certificate of the environment's own authority, which signed all of them. */
  authority: string;
  /** The service's certificate. */
  certificate: string;
  /** Its private key, PKCS #8. Secret. */
  privateKey: string;
}

/** A {@link TlsIdentity} that may still be made. PEM texts (RFC 7468). */
export interface TlsIdentityInputs {
  /** Certificate of the environment's own authority, which signed all of them. */
  authority: pulumi.Input<string>;
  /** The service's certificate. */
  certificate: pulumi.Input<string>;
  /** Its private key, PKCS #8. Secret. */
  privateKey: pulumi.Input<string>;
}
