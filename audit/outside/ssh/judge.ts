import type { CheckResult } from "../../../components/audit/result";
import { hostKeyAlgorithms, sshAlgorithms } from "../../../components/hardening/sshServer/algorithms";
import type { PlatformName } from "../../../components/host/platform";
import { verdict } from "../verdict";
import type { SshOffers } from "./offers";

/** Names in the list of key exchanges that tell of extensions (RFC 8308; OpenSSH's PROTOCOL section 1.10). */
const extensions = ["ext-info-s", "kex-strict-s-v00@openssh.com"];

/** Type and blob of a key without its comment. */
const bare = (key: string): string => key.trim().split(/\s+/).slice(0, 2).join(" ");

/** Whether nothing but a key opens the server. */
export function byKeyAlone({ logins }: Pick<SshOffers, "logins">): boolean {
  return logins.join() === "publickey";
}

/**
 * Judges what an SSH server offers.
 *
 * @param platform - the host's operating system, by whose hardening policy it is judged
 * @param pinned - the host key that the settings pin
 */
export function judgeSsh(offers: SshOffers, platform: PlatformName, pinned: string): CheckResult[] {
  const wanted = sshAlgorithms[platform];
  const beside = [
    ...offers.keyExchange.filter((name) => ![...wanted.keyExchange, ...extensions].includes(name)),
    ...offers.hostKeys.filter((name) => !hostKeyAlgorithms.includes(name)),
    ...offers.ciphers.filter((name) => !wanted.ciphers.includes(name)),
    ...offers.macs.filter((name) => !wanted.macs.includes(name)),
  ];
  const { keyExchange, ciphers, macs, logins } = offers;
  return [
    verdict("ssh-logins-offered", byKeyAlone(offers), `offered: ${logins.join(", ") || "none"}`),
    verdict(
      "ssh-algorithms-offered",
      beside.length === 0,
      beside.length === 0
        ? `${keyExchange.length} key exchanges, ${ciphers.length} ciphers, ${macs.length} MACs, all of the policy for ${platform}`
        : `offered beside the policy for ${platform}: ${beside.join(", ")}`,
    ),
    verdict("ssh-host-key", bare(offers.hostKey) === bare(pinned), `shown: ${offers.hostKey}`),
  ];
}
