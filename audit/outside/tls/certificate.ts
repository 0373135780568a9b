import { X509Certificate } from "node:crypto";
import { connect, rootCertificates, type TLSSocket } from "node:tls";
import type { Site } from "../site";

/** The certificate that a site shows. */
export interface ShownCertificate {
  /** Its alternative names, such as `DNS:api.example.com`. */
  readonly names: readonly string[];
  /** Common name of who signed it. */
  readonly issuer: string;
  /** From when on it is valid. */
  readonly from: Date;
  /** Until when it is valid. */
  readonly until: Date;
  /** Its key, such as `prime256v1` or `RSA 2048`. */
  readonly key: { readonly type: "ec" | "rsa" | "other"; readonly name: string; readonly bits: number };
  /** Why its chain ends at no trusted root; absent where it does. Its end is judged by itself. */
  readonly untrusted?: string;
}

/** What is wrong only with the time. */
const timeErrors = ["CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID"];

/** Strength of elliptic curves, in bits of their fields. */
const curveBits: Readonly<Record<string, number>> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 };

/** The certificate that a site shows to a client of TLS 1.2 or 1.3; rejects where there is no handshake. */
export function shownCertificate(site: Site): Promise<ShownCertificate> {
  const roots = [...rootCertificates, ...site.roots];
  return new Promise((resolve, reject) => {
    const socket = connect(
      {
        host: site.address,
        port: 443,
        servername: site.name,
        ca: roots,
        rejectUnauthorized: false,
        // Names are judged by themselves.
        checkServerIdentity: () => undefined,
        timeout: 10_000,
      },
      () => {
        const shown = socket.getPeerX509Certificate()!;
        const untrusted = chainProblem(socket, roots);
        socket.destroy();
        resolve({ ...describe(shown), ...(untrusted === undefined ? {} : { untrusted }) });
      },
    );
    socket.once("timeout", () => socket.destroy(new Error("no answer within 10 s")));
    socket.once("error", reject);
  });
}

/**
 * Why the chain that a server showed ends at none of some roots.
 *
 * @param socket - a connection whose handshake is done, without a check of the server's name
 * @param roots - PEM
 * @returns OpenSSL's name of the reason; `undefined` where the chain is right, whatever the time is
 */
export function chainProblem(socket: TLSSocket, roots: readonly string[]): string | undefined {
  if (socket.authorized) return undefined;
  const reason = String(socket.authorizationError);
  return timeErrors.includes(reason) ? brokenChain(socket.getPeerX509Certificate()!, roots) : reason;
}

/** Follows a chain by signatures alone, for a certificate whose time is over. */
function brokenChain(shown: X509Certificate, roots: readonly string[]): string | undefined {
  const trusted = roots.map((pem) => new X509Certificate(pem));
  const signed = (by: X509Certificate, one: X509Certificate): boolean =>
    one.checkIssued(by) && one.verify(by.publicKey);
  let current: X509Certificate | undefined = shown;
  for (let depth = 0; current && depth < 10; depth++) {
    const one: X509Certificate = current;
    if (trusted.some((root) => root.fingerprint256 === one.fingerprint256 || signed(root, one)))
      return undefined;
    current = one.issuerCertificate;
    if (current && !signed(current, one)) break;
  }
  return "UNABLE_TO_GET_ISSUER_CERT";
}

function describe(shown: X509Certificate): Omit<ShownCertificate, "untrusted"> {
  const { asymmetricKeyType, asymmetricKeyDetails: details = {} } = shown.publicKey;
  const curve = details.namedCurve ?? "";
  const key: ShownCertificate["key"] =
    asymmetricKeyType === "ec"
      ? { type: "ec", name: curve, bits: curveBits[curve] ?? 0 }
      : asymmetricKeyType === "rsa"
        ? { type: "rsa", name: `RSA ${details.modulusLength}`, bits: details.modulusLength ?? 0 }
        : { type: "other", name: asymmetricKeyType ?? "unknown", bits: 0 };
  return {
    names: (shown.subjectAltName ?? "").split(", ").filter(Boolean),
    issuer: /^CN=(.*)$/m.exec(shown.issuer)?.[1] ?? shown.issuer.replaceAll("\n", ", "),
    from: new Date(shown.validFrom),
    until: new Date(shown.validTo),
    key,
  };
}
