import type { Bundle } from "../../host/bundle";
import { iptablesRule } from "./iptablesRule";
import type { IpFamily, RuleSet } from "./rules";
import { firewallUnit, firewallUnitFile, folder } from "./unit";

const loader = `${folder}/load`;
const fileOf = (family: IpFamily): string => `${folder}/rules.v${family}`;
const rejectWith = { 4: "icmp-admin-prohibited", 6: "icmp6-adm-prohibited" } as const;
const log = (prefix: string): string =>
  `-m limit --limit 10/minute --limit-burst 5 -j LOG --log-prefix "portcullis ${prefix}: "`;

/** Our chains of one family, in the form of iptables-save. They end every packet's way, whatever the policy. */
export function renderIptablesRules({ input, output }: RuleSet, family: IpFamily): string {
  return [
    "# Managed by Portcullis.",
    "*filter",
    ...["INPUT", "FORWARD", "OUTPUT"].map((chain) => `:PORTCULLIS-${chain} - [0:0]`),
    ...input.flatMap((rule) => iptablesRule(rule, family, "PORTCULLIS-INPUT", "-i")),
    `-A PORTCULLIS-INPUT ${log("drop in")}`,
    "-A PORTCULLIS-INPUT -j DROP",
    `-A PORTCULLIS-FORWARD ${log("drop forward")}`,
    "-A PORTCULLIS-FORWARD -j DROP",
    ...output.flatMap((rule) => iptablesRule(rule, family, "PORTCULLIS-OUTPUT", "-o")),
    `-A PORTCULLIS-OUTPUT ${log("reject out")}`,
    `-A PORTCULLIS-OUTPUT -j REJECT --reject-with ${rejectWith[family]}`,
    "COMMIT",
    "",
  ].join("\n");
}

/** Loads each family in one transaction: our chains and, where they are missing, the jumps to them. */
const loaderScript = `#!/bin/sh -eu
# Managed by Portcullis. Chains of others (fail2ban, containers) stay as they are.
load() {
  {
    grep -v '^COMMIT$' "$2"
    for chain in INPUT FORWARD OUTPUT; do
      "$1" -w -C "$chain" -j "PORTCULLIS-$chain" 2>/dev/null || echo "-I $chain 1 -j PORTCULLIS-$chain"
    done
    echo COMMIT
  } | "$1-restore" -w --noflush
}
load iptables ${fileOf(4)}
load ip6tables ${fileOf(6)}
`;

/** Removes our chains and the jumps to them, if there are any. */
export const clearIptables = `for tool in iptables ip6tables; do
  if ! command -v $tool >/dev/null || ! $tool -w -n -L PORTCULLIS-INPUT >/dev/null 2>&1; then continue; fi
  for chain in INPUT FORWARD OUTPUT; do
    while $tool -w -D $chain -j PORTCULLIS-$chain 2>/dev/null; do :; done
    $tool -w -F PORTCULLIS-$chain
    $tool -w -X PORTCULLIS-$chain
  done
done`;

/** The part of the bundle that is this backend's. */
export function iptablesBundle(rules: RuleSet): Omit<Bundle, "name"> {
  return {
    packages: ["iptables"],
    files: [
      { path: fileOf(4), content: renderIptablesRules(rules, 4), mode: "0600" },
      { path: fileOf(6), content: renderIptablesRules(rules, 6), mode: "0600" },
      { path: loader, content: loaderScript, mode: "0755" },
      { path: firewallUnitFile, content: firewallUnit("iptables", loader) },
    ],
    validate: [
      `iptables-restore --test --noflush ${fileOf(4)}`,
      `ip6tables-restore --test --noflush ${fileOf(6)}`,
    ],
    activate: [{ run: loader }],
    services: [{ unit: "portcullis-firewall.service", onChange: "none" }],
    deactivate: [clearIptables],
    verify: ["iptables -w -C INPUT -j PORTCULLIS-INPUT", "ip6tables -w -C INPUT -j PORTCULLIS-INPUT"],
  };
}
