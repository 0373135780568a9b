import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { isIP } from "node:net";
import * as x509 from "@peculiar/x509";
import type { TlsIdentity } from "../../../components/logging/authority/identity";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const day = 24 * 3600 * 1000;

/** An authority of a test, which no engine has to make. */
export interface TestAuthority {
  /** Its certificate. */
  readonly pem: string;
  /**
   * Signs a certificate for client and server.
   *
   * @param names - DNS names and IP addresses; the first one is the common name
   */
  issue(...names: string[]): Promise<TlsIdentity>;
}

/** Makes an authority whose certificates are valid for a day. */
export async function makeTestAuthority(): Promise<TestAuthority> {
  x509.cryptoProvider.set(webcrypto);
  const validity = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + day) };
  const newKeys = () => webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const caKeys = await newKeys();
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=Test authority",
    keys: caKeys,
    signingAlgorithm: algorithm,
    ...validity,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const pem = `${ca.toString("pem")}\n`;
  return {
    pem,
    issue: async (...names) => {
      const keys = await newKeys();
      const certificate = await x509.X509CertificateGenerator.create({
        subject: `CN=${names[0]}`,
        issuer: ca.subject,
        publicKey: keys.publicKey,
        signingKey: caKeys.privateKey,
        signingAlgorithm: algorithm,
        ...validity,
        extensions: [
          new x509.BasicConstraintsExtension(false, undefined, true),
          new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
          new x509.ExtendedKeyUsageExtension([
            x509.ExtendedKeyUsage.serverAuth,
            x509.ExtendedKeyUsage.clientAuth,
          ]),
          new x509.SubjectAlternativeNameExtension(
            names.map((value) => ({ type: isIP(value) ? "ip" : "dns", value })),
          ),
          await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
        ],
      });
      const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
      return {
        authority: pem,
        certificate: `${certificate.toString("pem")}\n`,
        privateKey: `${x509.PemConverter.encode(key, "PRIVATE KEY")}\n`,
      };
    },
  };
}
