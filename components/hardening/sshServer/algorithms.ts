import type { PlatformName } from "../../host/platform";

/** Algorithms of an SSH server, each list in order of preference. */
export interface SshAlgorithms {
  readonly keyExchange: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
}

/** Post-quantum key exchange whose name the OpenSSH of Debian 12 and newer also knows without its author's domain. */
const sntrup = ["sntrup761x25519-sha512", "sntrup761x25519-sha512@openssh.com"];
const curve25519 = ["curve25519-sha256", "curve25519-sha256@libssh.org"];
const finiteField = [
  "diffie-hellman-group16-sha512",
  "diffie-hellman-group18-sha512",
  "diffie-hellman-group-exchange-sha256",
];
const ciphers = [
  "chacha20-poly1305@openssh.com",
  "aes256-gcm@openssh.com",
  "aes256-ctr",
  "aes192-ctr",
  "aes128-gcm@openssh.com",
  "aes128-ctr",
];
const macs = ["hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com", "umac-128-etm@openssh.com"];
const strongerMacFirst = [macs[1]!, macs[0]!, macs[2]!];

/**
 * What ssh-audit's built-in policies of 2026 ask, by platform: Hardened Debian 12 (version 3), Ubuntu Server 22.04 LTS
 * (version 6), Ubuntu Server 24.04 LTS (version 2), Rocky Linux 9 (version 2).
 *
 * Hardened Debian 13 (version 1) leaves only post-quantum key exchange. `curve25519-sha256` stays behind it here:
 * SSH libraries that configuration tools are built on, Pulumi's among them, speak nothing newer.
 *
 * @see https://github.com/jtesta/ssh-audit/blob/master/src/ssh_audit/builtin_policies.py
 */
export const sshAlgorithms: Readonly<Record<PlatformName, SshAlgorithms>> = {
  "debian-12": { keyExchange: [...sntrup, ...curve25519, ...finiteField], ciphers, macs },
  "debian-13": {
    keyExchange: ["mlkem768x25519-sha256", ...sntrup, ...curve25519],
    ciphers,
    macs: strongerMacFirst,
  },
  "ubuntu-22.04": { keyExchange: [sntrup[1]!, ...curve25519, ...finiteField], ciphers, macs },
  "ubuntu-24.04": {
    keyExchange: [
      sntrup[1]!,
      ...curve25519,
      "diffie-hellman-group18-sha512",
      "diffie-hellman-group-exchange-sha256",
      "diffie-hellman-group16-sha512",
    ],
    ciphers,
    macs: strongerMacFirst,
  },
  "rocky-9": { keyExchange: [sntrup[1]!, ...curve25519, ...finiteField], ciphers, macs },
};

/** Signatures by host keys: Ed25519 first, RSA with SHA-2 for older clients. */
export const hostKeyAlgorithms: readonly string[] = ["ssh-ed25519", "rsa-sha2-512", "rsa-sha2-256"];

/** Signatures by users' keys: as for hosts, and keys on security tokens. */
export const userKeyAlgorithms: readonly string[] = [
  "sk-ssh-ed25519@openssh.com",
  "ssh-ed25519",
  "sk-ecdsa-sha2-nistp256@openssh.com",
  "rsa-sha2-512",
  "rsa-sha2-256",
];
