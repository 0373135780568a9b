import type { Bundle, BundleAction } from "../../host/bundle";
import type { Platform } from "../../host/platform";
import type { ResolvedFirewall } from "../../model/types";
import { firewalldAway, firewalldBack } from "./firewalld";
import { clearIptables, iptablesBundle } from "./iptables";
import { clearNftables, nftablesBundle } from "./nftables";
import { firewallRules, type FirewallAccess, type RuleSet } from "./rules";
import { clearUfw, ufwBundle } from "./ufw";

type Backend = ResolvedFirewall["backend"];

const bundles: Readonly<Record<Backend, (rules: RuleSet) => Omit<Bundle, "name">>> = {
  nftables: nftablesBundle,
  ufw: ufwBundle,
  iptables: iptablesBundle,
};

const clear: Readonly<Record<Backend, string>> = {
  nftables: clearNftables,
  ufw: clearUfw,
  iptables: clearIptables,
};

/** The new rules are in force before those of a former backend go: for a moment both are, never neither. */
function clearOthers(backend: Backend): BundleAction[] {
  return (Object.keys(clear) as Backend[])
    .filter((other) => other !== backend)
    .map((other) => ({ run: clear[other] }));
}

/**
 * Renders the firewall. It stands on trial for a minute, since it can cut the connection that brings it.
 *
 * @param access - who may get in
 * @throws Error where the platform has no such backend
 */
export function renderFirewall(
  settings: ResolvedFirewall,
  access: FirewallAccess,
  platform: Platform,
): Bundle {
  const { backend } = settings;
  const redhat = platform.family === "redhat";
  if (redhat && backend !== "nftables") {
    throw new Error(
      `firewall.backend must be "nftables" on ${platform.name} (got "${backend}"): the distribution has no other that starts at boot`,
    );
  }
  const bundle = bundles[backend](firewallRules(settings, access));
  return {
    name: "firewall",
    ...bundle,
    activate: [
      ...(bundle.activate ?? []),
      ...clearOthers(backend),
      ...(redhat ? [{ run: firewalldAway }] : []),
    ],
    deactivate: [...(bundle.deactivate ?? []), ...(redhat ? [firewalldBack] : [])],
    trialSeconds: 60,
  };
}
