import { connect, type PeerCertificate, type SecureVersion } from "node:tls";
import type { Probe, Target } from "./probe";

interface Handshake {
  version: string;
  cipher: string;
  certificate: PeerCertificate;
  trusted: boolean;
}

/** One handshake; rejects where the server refuses it. */
function handshake(target: Target, version: SecureVersion, ciphers: string): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const socket = connect(
      {
        host: target.address,
        port: 443,
        servername: target.name,
        ca: target.rootPem,
        minVersion: version,
        maxVersion: version,
        // Security level 0 lets our side speak what the server ought to refuse.
        ciphers: `${ciphers}:@SECLEVEL=0`,
        rejectUnauthorized: false,
        timeout: 10_000,
      },
      () => {
        const { name } = socket.getCipher();
        resolve({
          version: socket.getProtocol() ?? "",
          cipher: name,
          certificate: socket.getPeerCertificate(),
          trusted: socket.authorized,
        });
        socket.destroy();
      },
    );
    socket.once("timeout", () => socket.destroy(new Error("no answer within 10 s")));
    socket.once("error", reject);
  });
}

/** Whether the site shows a certificate that ends at the target's root. */
export async function isTrusted(target: Target): Promise<boolean> {
  return (await handshake(target, "TLSv1.3", "DEFAULT")).trusted;
}

async function accepted<T extends string>(
  candidates: readonly T[],
  attempt: (candidate: T) => Promise<unknown>,
): Promise<T[]> {
  const outcomes = await Promise.allSettled(candidates.map(attempt));
  return candidates.filter((_, index) => outcomes[index]!.status === "fulfilled");
}

/** TLS 1.2 and 1.3 alone (RFC 8996 ended 1.0 and 1.1). */
export const versions: Probe = async (target) => {
  const found = await accepted(["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] as const, (version) =>
    handshake(target, version, "DEFAULT"),
  );
  return {
    what: "TLS versions",
    measured: found.join(", ") || "none",
    ok: /^(TLSv1\.2, )?TLSv1\.3$/.test(found.join(", ")),
  };
};

/** Ciphers without forward secrecy, without authentication of what they encrypt, or without encryption are refused. */
export const weakCiphers: Probe = async (target) => {
  const weak = [
    "AES128-SHA",
    "AES128-GCM-SHA256",
    "ECDHE-ECDSA-AES128-SHA",
    "ECDHE-RSA-AES128-SHA",
    "DHE-RSA-AES128-GCM-SHA256",
    "NULL-SHA256",
    "ADH-AES128-SHA",
  ];
  const found = await accepted(weak, (cipher) => handshake(target, "TLSv1.2", cipher));
  return {
    what: "Weak ciphers",
    measured: found.length === 0 ? `refused: all ${weak.length} tried` : `accepted: ${found.join(", ")}`,
    ok: found.length === 0,
  };
};

/** The certificate is from the authority, for this name, and not near its end. */
export const certificate: Probe = async (target) => {
  const { certificate: found, trusted } = await handshake(target, "TLSv1.3", "DEFAULT");
  const days = Math.floor((Date.parse(found.valid_to) - Date.now()) / 86_400_000);
  const issuer = found.issuer.CN;
  const key = found.asn1Curve ?? `RSA ${found.bits}`;
  return {
    what: "Certificate",
    measured: `${found.subjectaltname ?? "no name"}, by ${String(issuer)}, ${days} days left, ${key}${trusted ? "" : ", not trusted"}`,
    ok: trusted && days > 0 && (found.subjectaltname ?? "").split(", ").includes(`DNS:${target.name}`),
  };
};
