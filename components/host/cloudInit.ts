import { stringify } from "yaml";

/** One SSH host key pair, as `ssh-keygen` or `@pulumi/tls` write it. */
export interface HostKeyPair {
  /** Private key, OpenSSH or PEM text. Secret: whoever has it can pass as the host. */
  readonly private: string;
  /** Public key, one line: `ssh-ed25519 AAAA…`. */
  readonly public: string;
}

/** SSH host keys that a host has from its first boot on. */
export interface HostKeys {
  readonly ed25519: HostKeyPair;
  /** Default: the host has no RSA host key. */
  readonly rsa?: HostKeyPair;
}

/** What a host is told at its first boot. */
export interface UserDataArgs {
  /** Name of the administrator's account. Default: `admin`, as in Debian's own cloud images. */
  readonly user?: string;
  /** Public keys that may log in as the administrator, one line each; at least one. */
  readonly authorizedKeys: readonly string[];
  /** Host keys, made beforehand so that the first connection can already check them. */
  readonly hostKeys: HostKeys;
  /** Host name without a domain (RFC 1123 label). */
  readonly hostname: string;
}

const USER_NAME = /^[a-z_][a-z0-9_-]{0,31}$/;
const HOST_NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const PUBLIC_KEY =
  /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-[a-z0-9@.-]+) [A-Za-z0-9+/]+=*( [^\n]*)?$/;

function refuse(where: string, what: string): never {
  throw new Error(`cloud-init user-data: ${where} ${what}`);
}

function check(args: UserDataArgs, user: string): void {
  if (!USER_NAME.test(user) || user === "root") {
    refuse("user", `must be a Linux account name other than root, such as "admin" (got "${user}")`);
  }
  if (!HOST_NAME.test(args.hostname)) {
    refuse("hostname", `must be one lower-case label such as "edge-1" (got "${args.hostname}")`);
  }
  if (args.authorizedKeys.length === 0) {
    refuse("authorizedKeys", "is empty: nobody could log in; give at least one public key");
  }
  args.authorizedKeys.forEach((key, index) => {
    if (!PUBLIC_KEY.test(key.trim())) {
      refuse(
        `authorizedKeys[${index}]`,
        "must be one line of an OpenSSH public key, such as ssh-ed25519 AAAA…",
      );
    }
  });
  for (const [type, pair] of Object.entries(args.hostKeys) as [string, HostKeyPair | undefined][]) {
    if (pair === undefined) continue;
    if (!PUBLIC_KEY.test(pair.public.trim())) {
      refuse(`hostKeys.${type}.public`, "must be one line of an OpenSSH public key");
    }
    if (!pair.private.includes("PRIVATE KEY-----")) {
      refuse(`hostKeys.${type}.private`, "must be a private key in OpenSSH or PEM form");
    }
  }
}

function sshKeys(hostKeys: HostKeys): Record<string, string> {
  const keys: Record<string, string> = {
    ed25519_private: hostKeys.ed25519.private,
    ed25519_public: hostKeys.ed25519.public.trim(),
  };
  if (hostKeys.rsa) {
    keys.rsa_private = hostKeys.rsa.private;
    keys.rsa_public = hostKeys.rsa.public.trim();
  }
  return keys;
}

/**
 * Renders the cloud-init user-data of a host: one administrator with `sudo`, a locked password and public keys
 * only, no login for root, no password logins at all, and host keys that are known beforehand. It installs
 * nothing: packages are the bundles' work, and the host answers the sooner.
 *
 * The text contains the private host key: treat it as a secret.
 *
 * @returns the text, beginning with `#cloud-config`.
 * @throws Error naming the argument that is wrong and what it must be.
 * @see https://cloudinit.readthedocs.io/en/latest/reference/modules.html (ssh, users-groups)
 * @see CIS Debian Linux 12 Benchmark 5.1 (PermitRootLogin, no password logins)
 */
export function renderUserData(args: UserDataArgs): string {
  const user = args.user ?? "admin";
  check(args, user);
  const config = {
    hostname: args.hostname,
    preserve_hostname: false,
    manage_etc_hosts: "localhost",
    // Always present in Debian; any other locale would be generated at first boot, which takes seconds.
    locale: "C.UTF-8",
    users: [
      {
        name: user,
        gecos: "Administrator",
        shell: "/bin/bash",
        // Ubuntu's images come with a group named admin, and a user's own group must not exist yet.
        primary_group: user,
        groups: ["adm", "sudo"],
        sudo: ["ALL=(ALL) NOPASSWD:ALL"],
        lock_passwd: true,
        ssh_authorized_keys: args.authorizedKeys.map((key) => key.trim()),
      },
    ],
    disable_root: true,
    ssh_pwauth: false,
    // An image's own host keys would be the same on every host made from it.
    ssh_deletekeys: true,
    ssh_keys: sshKeys(args.hostKeys),
    // Fingerprints and keys on the console are of use only to those who don't know them yet.
    ssh: { emit_keys_to_console: false },
    no_ssh_fingerprints: true,
    package_update: false,
    package_upgrade: false,
  };
  // Long lines must stay whole: a folded public key is still valid YAML, but no longer what a person greps for.
  return `#cloud-config\n${stringify(config, { lineWidth: 0 })}`;
}
