import type { ResolvedFirewall } from "../../model/types";

/** IP version of a rule. */
export type IpFamily = 4 | 6;

/** A rule that every backend can express. A packet has to match all that is given. */
export interface Rule {
  /** Reason, as a comment in the rendered rules. */
  readonly why: string;
  /** Default: both. Has to be given with {@link from} and {@link to}. */
  readonly family?: IpFamily;
  /** State of the packet's connection. */
  readonly state?: "established" | "new" | "invalid";
  /** Whether it passes (`true`) or must not pass (`false`) the loopback interface. Default: either. */
  readonly loopback?: boolean;
  readonly protocol?: "tcp" | "udp" | "icmp" | "icmpv6";
  /** ICMP or ICMPv6 types by number; any of them. */
  readonly icmpTypes?: readonly number[];
  /** Hop limit 255: the packet was sent by a neighbour and never routed (RFC 4861). IPv6 only. */
  readonly fromNeighbour?: boolean;
  /** Source ranges; any of them. */
  readonly from?: readonly string[];
  /** Destination ranges; any of them. */
  readonly to?: readonly string[];
  /** Source ports; any of them. */
  readonly sourcePorts?: readonly number[];
  /** Destination ports; any of them. */
  readonly ports?: readonly number[];
  /** TCP: not the packet that opens a connection. */
  readonly notOpening?: boolean;
  /** Sent by a process of any user but root. Output only. */
  readonly exceptRoot?: boolean;
  /** Matches only up to this rate, of all senders together. */
  readonly within?: { readonly perSecond: number; readonly burst: number };
  /** Matches only above this rate, counted for each source address. */
  readonly above?: { readonly perMinute: number; readonly burst: number };
  /** A port that people open and close, as opposed to what any host needs: shown by `ufw status`. */
  readonly listed?: boolean;
  /** What happens: `reject` tells the sender at once. */
  readonly verdict: "accept" | "drop" | "reject";
}

/** A whole rule set. What no rule lets through is logged within limits, then dropped inwards and rejected outwards. */
export interface RuleSet {
  readonly input: readonly Rule[];
  readonly output: readonly Rule[];
}

/** Who may get in; it comes from the environment, not from the firewall's own settings. */
export interface FirewallAccess {
  /** Ranges that SSH is let in from. Nobody, where it is empty. */
  readonly adminRanges: readonly string[];
  /** Port of the SSH server. */
  readonly sshPort: number;
  /** TCP ports that are open to everybody. */
  readonly openPorts: readonly number[];
}

/** Addresses of the instance metadata service of AWS, which Azure and Google Cloud share for IPv4. */
export const metadataAddresses: Readonly<Record<IpFamily, string>> = {
  4: "169.254.169.254/32",
  6: "fd00:ec2::254/128",
};

const families = [4, 6] as const;
const linkLocal = ["fe80::/10"];

function rangesOf(ranges: readonly string[], family: IpFamily): readonly string[] {
  return ranges.filter((range) => range.includes(":") === (family === 6));
}

/** One rule for each family that has ranges. */
function perFamily(
  ranges: readonly string[],
  make: (family: IpFamily, own: readonly string[]) => Rule[],
): Rule[] {
  return families.flatMap((family) => {
    const own = rangesOf(ranges, family);
    return own.length === 0 ? [] : make(family, own);
  });
}

const established: Rule = {
  why: "Answers, and errors that belong to them",
  state: "established",
  verdict: "accept",
};

/** What any host needs to be a good member of its network (RFC 4890 section 4.4, RFC 4861, RFC 2131, RFC 8415). */
const networkInput: readonly Rule[] = [
  { why: "The host itself", loopback: true, verdict: "accept" },
  {
    why: "Nobody else has loopback addresses",
    family: 4,
    loopback: false,
    from: ["127.0.0.0/8"],
    verdict: "drop",
  },
  {
    why: "Nobody else has loopback addresses",
    family: 6,
    loopback: false,
    from: ["::1/128"],
    verdict: "drop",
  },
  { why: "Belongs to nothing", state: "invalid", verdict: "drop" },
  {
    why: "Unreachable (path MTU), time exceeded, bad parameter",
    family: 4,
    protocol: "icmp",
    icmpTypes: [3, 11, 12],
    verdict: "accept",
  },
  {
    why: "Ping, within limits",
    family: 4,
    protocol: "icmp",
    icmpTypes: [8],
    within: { perSecond: 10, burst: 20 },
    verdict: "accept",
  },
  {
    why: "Unreachable, packet too big (path MTU), time exceeded, bad parameter",
    family: 6,
    protocol: "icmpv6",
    icmpTypes: [1, 2, 3, 4],
    verdict: "accept",
  },
  {
    why: "Router and neighbour discovery, without which IPv6 fails",
    family: 6,
    protocol: "icmpv6",
    icmpTypes: [134, 135, 136],
    fromNeighbour: true,
    verdict: "accept",
  },
  {
    why: "Multicast listener queries, without which switches forget neighbour discovery's groups",
    family: 6,
    protocol: "icmpv6",
    icmpTypes: [130],
    from: linkLocal,
    verdict: "accept",
  },
  {
    why: "Ping, within limits",
    family: 6,
    protocol: "icmpv6",
    icmpTypes: [128],
    within: { perSecond: 10, burst: 20 },
    verdict: "accept",
  },
  { why: "DHCP", family: 4, protocol: "udp", sourcePorts: [67], ports: [68], verdict: "accept" },
  {
    why: "DHCPv6: servers answer a multicast from their own address",
    family: 6,
    protocol: "udp",
    from: linkLocal,
    sourcePorts: [547],
    ports: [546],
    verdict: "accept",
  },
];

function sshInput({ sshRate }: ResolvedFirewall, { adminRanges, sshPort }: FirewallAccess): Rule[] {
  const opening = { state: "new", protocol: "tcp", ports: [sshPort] } as const;
  return perFamily(adminRanges, (family, from) => [
    {
      why: "Too many new SSH connections from one address",
      ...opening,
      family,
      from,
      above: sshRate,
      verdict: "drop",
    },
    { why: "SSH for administrators", ...opening, family, from, verdict: "accept" },
  ]);
}

function portsInput({ extraPorts }: ResolvedFirewall, { openPorts }: FirewallAccess): Rule[] {
  const open = [...new Set(openPorts)].sort((a, b) => a - b);
  return [
    ...open.map((port): Rule => ({
      why: "Open to everybody",
      protocol: "tcp",
      ports: [port],
      listed: true,
      verdict: "accept",
    })),
    ...extraPorts.flatMap(({ port, protocol, from }) =>
      perFamily(from, (family, own) => [
        { why: "Extra port", family, protocol, from: own, ports: [port], listed: true, verdict: "accept" },
      ]),
    ),
  ];
}

/** DNS comes before the metadata rule: on Google Cloud the resolver has the same address, and it tells no secrets. */
const dnsOutput: readonly Rule[] = [
  { why: "DNS", protocol: "udp", ports: [53], verdict: "accept" },
  { why: "DNS", protocol: "tcp", ports: [53], verdict: "accept" },
];

/**
 * Instance metadata hands out the credentials of the instance's role to whoever can make a request from the host:
 * a server-side request forgery is enough. Root needs it for cloud-init and the vendor's agents (AWS EC2 User Guide,
 * "Limit access to the instance metadata service").
 */
const metadataOutput: readonly Rule[] = families.map((family) => ({
  why: "Instance metadata is for root alone",
  family,
  to: [metadataAddresses[family]],
  exceptRoot: true,
  verdict: "reject",
}));

const systemOutput: readonly Rule[] = [
  { why: "Ping, errors", family: 4, protocol: "icmp", verdict: "accept" },
  {
    why: "Neighbour discovery, multicast listeners, ping, errors",
    family: 6,
    protocol: "icmpv6",
    verdict: "accept",
  },
  { why: "DHCP", family: 4, protocol: "udp", sourcePorts: [68], ports: [67], verdict: "accept" },
  { why: "DHCPv6", family: 6, protocol: "udp", sourcePorts: [546], ports: [547], verdict: "accept" },
  { why: "NTP", protocol: "udp", ports: [123], verdict: "accept" },
  { why: "NTS key establishment (RFC 8915)", protocol: "tcp", ports: [4460], verdict: "accept" },
  { why: "HTTP: package archives", protocol: "tcp", ports: [80], verdict: "accept" },
  { why: "HTTPS: package archives, ACME", protocol: "tcp", ports: [443], verdict: "accept" },
];

function output(settings: ResolvedFirewall, { sshPort, openPorts }: FirewallAccess): Rule[] {
  const guarded: Rule[] = [
    { why: "The host itself", loopback: true, verdict: "accept" },
    ...dnsOutput,
    ...(settings.insecureMetadataForAll ? [] : metadataOutput),
  ];
  if (settings.insecureOpenOutput)
    return [...guarded, { why: "Open to anywhere, as asked for", verdict: "accept" }];
  return [
    ...guarded,
    established,
    {
      why: "Sessions that began before connections were tracked, such as the one that brings these rules",
      protocol: "tcp",
      sourcePorts: [...new Set([sshPort, ...openPorts])].sort((a, b) => a - b),
      notOpening: true,
      verdict: "accept",
    },
    ...systemOutput,
    ...settings.egress.flatMap(({ port, protocol, to }) =>
      perFamily(to, (family, own) => [
        { why: "Egress", family, protocol, to: own, ports: [port], verdict: "accept" },
      ]),
    ),
  ];
}

/** The rules that follow from settings and access, for any backend. */
export function firewallRules(settings: ResolvedFirewall, access: FirewallAccess): RuleSet {
  return {
    input: [established, ...networkInput, ...sshInput(settings, access), ...portsInput(settings, access)],
    output: output(settings, access),
  };
}
