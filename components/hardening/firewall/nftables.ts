import type { Bundle } from "../../host/bundle";
import { firewallUnit, firewallUnitFile, folder } from "./unit";
import type { Rule, RuleSet } from "./rules";

const file = `${folder}/rules.nft`;
const addressOf = { 4: "ip", 6: "ip6" } as const;

const anyOf = (values: readonly (string | number)[]): string =>
  values.length === 1 ? String(values[0]) : `{ ${values.join(", ")} }`;

function matches(rule: Rule, direction: "i" | "o"): string[] {
  const { family, protocol } = rule;
  const parts: string[] = [];
  if (rule.loopback !== undefined) parts.push(`${direction}if ${rule.loopback ? "" : "!= "}lo`);
  if (rule.state) parts.push(`ct state ${rule.state === "established" ? "established,related" : rule.state}`);
  if (family && !rule.from && !rule.to && !rule.icmpTypes) parts.push(`meta nfproto ipv${family}`);
  if (family && rule.from) parts.push(`${addressOf[family]} saddr ${anyOf(rule.from)}`);
  if (family && rule.to) parts.push(`${addressOf[family]} daddr ${anyOf(rule.to)}`);
  if (protocol && rule.icmpTypes) parts.push(`${protocol} type ${anyOf(rule.icmpTypes)}`);
  else if (protocol && !rule.ports && !rule.sourcePorts) parts.push(`meta l4proto ${protocol}`);
  if (rule.fromNeighbour) parts.push("ip6 hoplimit 255");
  if (protocol && rule.sourcePorts) parts.push(`${protocol} sport ${anyOf(rule.sourcePorts)}`);
  if (protocol && rule.ports) parts.push(`${protocol} dport ${anyOf(rule.ports)}`);
  if (rule.notOpening) parts.push("tcp flags & (fin | syn | rst | ack) != syn");
  if (rule.exceptRoot) parts.push("meta skuid != 0");
  if (rule.within)
    parts.push(`limit rate ${rule.within.perSecond}/second burst ${rule.within.burst} packets`);
  if (rule.above && family) {
    const rate = `limit rate over ${rule.above.perMinute}/minute burst ${rule.above.burst} packets`;
    parts.push(`update @ssh_sources${family} { ${addressOf[family]} saddr ${rate} }`);
  }
  return parts;
}

function renderRule(rule: Rule, direction: "i" | "o"): string {
  const verdict = rule.verdict === "reject" ? "reject with icmpx admin-prohibited" : rule.verdict;
  return [...matches(rule, direction), "counter", verdict, `comment "${rule.why}"`].join(" ");
}

/** Log of what is refused, so limited that a flood cannot fill the disk. */
const logLine = (prefix: string): string =>
  `limit rate 10/minute burst 5 packets log prefix "portcullis ${prefix}: "`;

/** Table `inet portcullis` as a file that replaces it in one transaction and touches no other table. */
export function renderNftablesRules({ input, output }: RuleSet): string {
  const chain = (name: string, lines: readonly string[]): string[] => [
    `  chain ${name} {`,
    `    type filter hook ${name} priority filter; policy drop;`,
    ...lines.map((line) => `    ${line}`),
    "  }",
  ];
  const sources = ([4, 6] as const)
    .filter((family) => input.some((rule) => rule.above && rule.family === family))
    .map(
      (family) =>
        `  set ssh_sources${family} { type ipv${family}_addr; size 65535; flags dynamic,timeout; timeout 2m; }`,
    );
  return [
    "#!/usr/sbin/nft -f",
    "# Managed by Portcullis. Adding the table first lets the deletion succeed where there is none yet.",
    "table inet portcullis",
    "delete table inet portcullis",
    "table inet portcullis {",
    ...sources,
    ...chain("input", [...input.map((rule) => renderRule(rule, "i")), logLine("drop in")]),
    ...chain("forward", [logLine("drop forward")]),
    ...chain("output", [
      ...output.map((rule) => renderRule(rule, "o")),
      logLine("reject out"),
      "reject with icmpx admin-prohibited",
    ]),
    "}",
    "",
  ].join("\n");
}

/** Removes the table, if there is one. */
export const clearNftables =
  "if command -v nft >/dev/null; then nft 'add table inet portcullis; delete table inet portcullis'; fi";

/** The part of the bundle that is this backend's. */
export function nftablesBundle(rules: RuleSet): Omit<Bundle, "name"> {
  const load = `nft --file ${file}`;
  return {
    packages: ["nftables"],
    files: [
      { path: file, content: renderNftablesRules(rules), mode: "0600" },
      { path: firewallUnitFile, content: firewallUnit("nftables", `/usr/sbin/${load}`) },
    ],
    validate: [`nft --check --file ${file}`],
    activate: [{ run: load }],
    services: [{ unit: "portcullis-firewall.service", onChange: "none" }],
    deactivate: [clearNftables],
    verify: ["nft list chain inet portcullis input | grep 'policy drop'"],
  };
}
