import { atLeast, type Platform } from "../host/platform";

/** TLS profiles of Mozilla's Server Side TLS guideline that a site can have. */
export type TlsProfileName = "intermediate" | "modern";

/** What a server offers in TLS handshakes. */
export interface TlsProfile {
  /** Protocol versions, oldest first. */
  protocols: readonly ("TLSv1.2" | "TLSv1.3")[];
  /** TLS 1.2 cipher suites by OpenSSL's names; empty where TLS 1.2 is not offered. TLS 1.3 brings its own. */
  ciphers: readonly string[];
  /** Key exchange groups by OpenSSL's names, preferred first. */
  groups: readonly string[];
}

/**
 * TLS 1.2 suites of the intermediate profile: forward secrecy and authenticated encryption alone. Finite-field
 * Diffie-Hellman is gone with version 6.0 of the guideline, and with it dhparam files.
 */
const intermediateCiphers = [
  "ECDHE-ECDSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES128-GCM-SHA256",
  "ECDHE-ECDSA-AES256-GCM-SHA384",
  "ECDHE-RSA-AES256-GCM-SHA384",
  "ECDHE-ECDSA-CHACHA20-POLY1305",
  "ECDHE-RSA-CHACHA20-POLY1305",
];

/**
 * A profile of Mozilla's Server Side TLS guideline 6.0 (https://wiki.mozilla.org/Security/Server_Side_TLS), fitted to
 * what the platform's OpenSSL knows: the post-quantum group X25519MLKEM768 keeps servers from starting below 3.5.
 * No OCSP stapling: Let's Encrypt ended its OCSP service in 2025.
 *
 * @param name - the profile
 * @param platform - whose OpenSSL it has to suit
 */
export function tlsProfile(name: TlsProfileName, platform: Platform): TlsProfile {
  const postQuantum = atLeast(platform.openssl, [3, 5, 0]) ? ["X25519MLKEM768"] : [];
  return {
    protocols: name === "modern" ? ["TLSv1.3"] : ["TLSv1.2", "TLSv1.3"],
    ciphers: name === "modern" ? [] : intermediateCiphers,
    groups: [...postQuantum, "X25519", "prime256v1", "secp384r1"],
  };
}
