import type { IpFamily, Rule } from "./rules";

/** Each way of taking one option of every list: iptables has no sets of its own. */
function combinations(lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>(
    (ways, list) => (list.length === 0 ? ways : ways.flatMap((way) => list.map((one) => [...way, one]))),
    [[]],
  );
}

const options = (flag: string, values: readonly (string | number)[] | undefined): string[] =>
  (values ?? []).map((value) => `${flag} ${value}`);

/**
 * One rule as lines of iptables-restore; none where the rule is of the other family.
 *
 * @param chain - chain to append to
 * @param via - `-i` for incoming, `-o` for outgoing packets
 */
export function iptablesRule(rule: Rule, family: IpFamily, chain: string, via: "-i" | "-o"): string[] {
  if (rule.family && rule.family !== family) return [];
  const head: string[] = [];
  if (rule.loopback !== undefined) head.push(`${rule.loopback ? "" : "! "}${via} lo`);
  if (rule.protocol) head.push(`-p ${rule.protocol}`);
  if (rule.state) {
    const states = { established: "RELATED,ESTABLISHED", new: "NEW", invalid: "INVALID" };
    head.push(`-m conntrack --ctstate ${states[rule.state]}`);
  }
  const tail: string[] = [];
  if (rule.fromNeighbour) tail.push("-m hl --hl-eq 255");
  if (rule.notOpening) tail.push("! --syn");
  if (rule.exceptRoot) tail.push("-m owner ! --uid-owner 0");
  if (rule.within)
    tail.push(`-m limit --limit ${rule.within.perSecond}/second --limit-burst ${rule.within.burst}`);
  if (rule.above) {
    const { perMinute, burst } = rule.above;
    const rate = `--hashlimit-above ${perMinute}/minute --hashlimit-burst ${burst}`;
    tail.push(`-m hashlimit ${rate} --hashlimit-mode srcip --hashlimit-name ssh_sources${family}`);
  }
  const reject = family === 4 ? "icmp-admin-prohibited" : "icmp6-adm-prohibited";
  const target = { accept: "ACCEPT", drop: "DROP", reject: `REJECT --reject-with ${reject}` }[rule.verdict];
  const lists = [
    options("-s", rule.from),
    options("-d", rule.to),
    options("--sport", rule.sourcePorts),
    options("--dport", rule.ports),
    options(family === 4 ? "--icmp-type" : "--icmpv6-type", rule.icmpTypes),
  ];
  const lines = combinations(lists).map((way) =>
    [`-A ${chain}`, ...head, ...way, ...tail, `-j ${target}`].join(" "),
  );
  return [`# ${rule.why}`, ...lines];
}
