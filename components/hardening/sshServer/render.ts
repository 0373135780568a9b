import type { Bundle } from "../../host/bundle";
import { atLeast, type Platform } from "../../host/platform";
import type { ResolvedSshServer } from "../../model/types";
import { hostKeyAlgorithms, sshAlgorithms, userKeyAlgorithms } from "./algorithms";
import { moduliFile, prepareHostKeys, prepareModuli, removeModuli, restoreHostKeys } from "./hostKeys";

/** How Portcullis itself logs in to the host. */
export interface SshAccess {
  /** Account. */
  readonly user: string;
  /** Type of the pinned host key, such as `ssh-ed25519`. */
  readonly hostKeyType: string;
}

/**
 * Sorts before every other drop-in, such as cloud-init's 50-cloud-init.conf: sshd takes the first value that it reads.
 */
const file = "/etc/ssh/sshd_config.d/00-portcullis.conf";

/** Directives in order. Source, unless another is given: CIS Debian Linux 12 Benchmark v1.1.0 section 5.1. */
function directives(
  settings: ResolvedSshServer,
  { user }: SshAccess,
  platform: Platform,
): [string, string][] {
  const { keyExchange, ciphers, macs } = sshAlgorithms[platform.name];
  const password = settings.insecurePasswordLogin;
  const newer = (...version: [number, number, number]): boolean => atLeast(platform.openssh, version);
  const only = (keyword: string, values: readonly string[]): [string, string][] =>
    values.length === 0 ? [] : [[keyword, values.join(" ")]];
  return [
    ["HostKey", "/etc/ssh/ssh_host_ed25519_key"],
    ["HostKey", "/etc/ssh/ssh_host_rsa_key"],
    ["HostKeyAlgorithms", hostKeyAlgorithms.join(",")],
    ["KexAlgorithms", keyExchange.join(",")],
    ["Ciphers", ciphers.join(",")],
    ["MACs", macs.join(",")],
    ["CASignatureAlgorithms", hostKeyAlgorithms.join(",")],
    ["HostbasedAcceptedAlgorithms", hostKeyAlgorithms.join(",")],
    ["PubkeyAcceptedAlgorithms", userKeyAlgorithms.join(",")],
    ["ModuliFile", moduliFile],
    // NIST SP 800-131A: shorter RSA keys are disallowed.
    ...(newer(9, 1, 0) ? ([["RequiredRSASize", "2048"]] as [string, string][]) : []),
    ["PermitRootLogin", user === "root" ? "prohibit-password" : "no"],
    ["PubkeyAuthentication", "yes"],
    ["PasswordAuthentication", password ? "yes" : "no"],
    ["KbdInteractiveAuthentication", "no"],
    ["PermitEmptyPasswords", "no"],
    ["AuthenticationMethods", password ? "any" : "publickey"],
    ["HostbasedAuthentication", "no"],
    ["IgnoreRhosts", "yes"],
    ["GSSAPIAuthentication", "no"],
    ["StrictModes", "yes"],
    ["UsePAM", "yes"],
    ...only("AllowUsers", settings.allowUsers),
    ...only("AllowGroups", settings.allowGroups),
    ["MaxAuthTries", String(settings.maxAuthTries)],
    ["LoginGraceTime", String(settings.loginGraceSeconds)],
    // CIS 5.1.18 asks for 10 or less. One connection carries a shell and a copy at once; clients that share one for more
    // open another.
    ["MaxSessions", "2"],
    ["MaxStartups", "10:30:60"],
    // sshd_config(5): one source cannot take all the places of those that are still logging in.
    ["PerSourceMaxStartups", "10"],
    // sshd_config(5): sources that fail, or drop connections to burn our time, are refused for a while.
    ...(newer(9, 8, 0) ? ([["PerSourcePenalties", "yes"]] as [string, string][]) : []),
    // CIS 5.1.7: whoever is gone is logged out after a minute. TCP's own way can be forged (sshd_config(5), TCPKeepAlive).
    ["ClientAliveInterval", "30"],
    ["ClientAliveCountMax", "2"],
    ["TCPKeepAlive", "no"],
    // What is compressed tells of its content by its length, and zlib has had holes.
    ["Compression", "no"],
    ["AllowTcpForwarding", settings.tcpForwarding ? "local" : "no"],
    ["AllowStreamLocalForwarding", "no"],
    ["AllowAgentForwarding", "no"],
    ["GatewayPorts", "no"],
    ["X11Forwarding", "no"],
    ["PermitTunnel", "no"],
    ["PermitUserEnvironment", "no"],
    ["PermitUserRC", "no"],
    ["LogLevel", "VERBOSE"],
    ["Banner", "none"],
    ...(platform.family === "debian" ? ([["DebianBanner", "no"]] as [string, string][]) : []),
  ];
}

/**
 * What a Match block in another file could still undo. It is looked up as sshd itself sees it, for the account that
 * Portcullis uses.
 */
function checkEffective(settings: ResolvedSshServer, { user }: SshAccess): string {
  const expected = [
    ...(settings.insecurePasswordLogin
      ? []
      : ["passwordauthentication no", "authenticationmethods publickey"]),
    "kbdinteractiveauthentication no",
    "permitemptypasswords no",
    `permitrootlogin ${user === "root" ? "(prohibit-password|without-password)" : "no"}`,
  ];
  return `effective=$(sshd -T -C user=${user},host=localhost,addr=127.0.0.1)
for wanted in ${expected.map((line) => `'${line}'`).join(" ")}; do
  printf '%s\\n' "$effective" | grep -qixE "$wanted" || {
    echo "sshd would not apply \\"$wanted\\": a Match block in /etc/ssh/sshd_config or /etc/ssh/sshd_config.d, or a missing \\"Include /etc/ssh/sshd_config.d/*.conf\\" at its top, overrules ${file}" >&2
    exit 1
  }
done`;
}

/**
 * Renders the SSH server's configuration. It stands on trial for a minute, since it can cut the connection that brings
 * it.
 *
 * @throws Error where it would shut out the account or the host key that Portcullis itself uses
 */
export function renderSshServer(settings: ResolvedSshServer, access: SshAccess, platform: Platform): Bundle {
  const { user, hostKeyType } = access;
  if (settings.allowUsers.length > 0 && !settings.allowUsers.includes(user)) {
    throw new Error(
      `sshServer.allowUsers must hold "${user}", the account that the host is set up with (got ${settings.allowUsers.join(", ")})`,
    );
  }
  if (hostKeyType !== "ssh-ed25519" && hostKeyType !== "ssh-rsa") {
    throw new Error(
      `the host is pinned to a key of type ${hostKeyType}, which the hardened SSH server does not offer: pin its ssh-ed25519 key (/etc/ssh/ssh_host_ed25519_key.pub)`,
    );
  }
  const lines = directives(settings, access, platform).map(([keyword, value]) => `${keyword} ${value}`);
  return {
    name: "ssh-server",
    packages: ["openssh-server"],
    files: [{ path: file, content: ["# Managed by Portcullis.", ...lines, ""].join("\n"), mode: "0600" }],
    // Under socket activation the folder is missing until the first login, and sshd checks nothing without it.
    prepare: ["mkdir -p -m 0755 /run/sshd", prepareHostKeys(hostKeyType === "ssh-rsa"), prepareModuli],
    validate: ["sshd -t", checkEffective(settings, access)],
    services: [{ unit: platform.family === "debian" ? "ssh.service" : "sshd.service", onChange: "reload" }],
    deactivate: [
      removeModuli,
      restoreHostKeys,
      `systemctl try-reload-or-restart ${platform.family === "debian" ? "ssh" : "sshd"}.service`,
    ],
    trialSeconds: 60,
  };
}
