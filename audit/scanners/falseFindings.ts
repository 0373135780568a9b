import type { FalseFinding } from "../model/scanner";

/** Findings of scanners that are none on hosts of Portcullis. Each is looked at anew before its day. */
export const falseFindings: readonly FalseFinding[] = [
  {
    scanner: "testssl.sh",
    rule: "cipher_order",
    reason:
      "All suites that are offered are strong, and clients choose the one that their hardware is fast at, as Mozilla's server-side TLS 6.0 has it (ssl_prefer_server_ciphers off).",
    until: "2027-11-30",
  },
  {
    scanner: "testssl.sh",
    rule: "cert_revocation",
    reason:
      "Let's Encrypt ended OCSP in 2025, and certificates of the local authority are never revoked: what is short-lived needs no revocation. Public certificates name a CRL.",
    until: "2027-11-30",
  },
  {
    scanner: "ssh-audit",
    rule: "Hardened Debian 13 (version 1): Key exchanges",
    reason:
      "curve25519-sha256 stays behind post-quantum key exchange: the SSH libraries of configuration tools, Pulumi's among them, speak nothing newer.",
    until: "2027-11-30",
  },
  {
    scanner: "Lynis",
    rule: "DBS-1884",
    reason:
      "Lynis reads the package's /etc/redis/redis.conf. The Redis that runs has a file of ours, in which no user gets in without a password.",
    until: "2027-11-30",
  },
  {
    scanner: "Lynis",
    rule: "DBS-1886",
    reason:
      "As for DBS-1884: the gateway's user may not run CONFIG, by the access control lists that took the place of rename-command in Redis 6.",
    until: "2027-11-30",
  },
  {
    scanner: "Lynis",
    rule: "NETW-3200",
    reason:
      "Lynis knows `install dccp /bin/true` alone. Ours has /bin/false, as the CIS Debian Linux 12 Benchmark asks (3.2): the program that wanted the module is told.",
    until: "2027-11-30",
  },
];
