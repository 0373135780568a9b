import { logPorts } from "../../logging/ports";
import { ipv4Network } from "../../model/ipv4Network";

/** What of an environment has a security group. */
export type Role = "api" | "bastion" | "logHost" | "loadBalancer" | "redis";

/** What a connection goes to. */
export interface Port {
  /** Its protocol. */
  protocol: "tcp" | "udp" | "icmp";
  /** Its port; for ICMP the type of message. */
  port: number;
  /** For ICMP, the message's code. */
  icmpCode?: number;
}

/** One end of a connection. */
export type End = { /** An IPv4 range. */ cidrBlock: string } | { /** A role's group. */ role: Role };

/** A connection that is allowed. */
export interface Connection extends Port {
  /** What it is for, such as `HTTPS`. */
  purpose: string;
  /** Who opens it. */
  from: End;
  /** Who answers. */
  to: End;
}

/** Who is in an environment, and from where it is run. */
export interface ConnectionPlan {
  /** The roles that there are. */
  roles: readonly Role[];
  /** Roles whose hosts SSH reaches from the bastion alone; the others are reached from `adminRanges`. */
  throughBastion: readonly Role[];
  /** Ranges that administrators log in from. An empty list: no SSH from outside at all. IPv6 ranges reach nothing here. */
  adminRanges: readonly string[];
  /** Ranges of the network: it may have name servers of its own. The one of Amazon VPC passes any security group. */
  networkRanges: readonly string[];
  /** What the hosts for logs are connected to for. Default: for nothing but SSH. */
  logs?: {
    /** Port that takes logs from the hosts. */
    input: number;
    /** Whether they are several, which form a cluster. */
    cluster: boolean;
    /** Whether Kibana is looked at, through the bastion. */
    kibana: boolean;
    /** Port of the mail server that alerts go through. Default: there is none. */
    mail?: number;
  };
}

const everywhere: End = { cidrBlock: "0.0.0.0/0" };

const ssh = { purpose: "SSH", protocol: "tcp", port: 22 } as const;
const https = { purpose: "HTTPS", protocol: "tcp", port: 443 } as const;
const http = { purpose: "HTTP", protocol: "tcp", port: 80 } as const;
// Path MTU Discovery (RFC 1191): without it, clients behind narrower links hang. Type 3 code 4: fragmentation needed.
const tooBig = { purpose: "Path MTU", protocol: "icmp", port: 3, icmpCode: 4 } as const;
const redis = { purpose: "Redis", protocol: "tcp", port: 6379 } as const;
const names = (["udp", "tcp"] as const).map((protocol) => ({ purpose: "DNS", protocol, port: 53 }) as const);

/** What any host fetches: packages, certificates and keys, and the time (NTP, and NTS key exchange, RFC 8915). */
const fetched = [
  https,
  { ...http, purpose: "HTTP package archives" },
  { purpose: "NTP", protocol: "udp", port: 123 },
  { purpose: "NTS", protocol: "tcp", port: 4460 },
] as const;

const isHost = (role: Role): boolean => ["api", "bastion", "logHost"].includes(role);

/** Ranges as AWS takes them: IPv4, beginning at their first address, each once. */
function ranges(texts: readonly string[]): End[] {
  const unique = new Set(texts.map((text) => ipv4Network(text)?.text).filter((text) => text !== undefined));
  return [...unique].map((cidrBlock) => ({ cidrBlock }));
}

/** What the hosts for logs are connected to for, each port once. */
function logConnections({ logs }: ConnectionPlan, hosts: readonly Role[]): Connection[] {
  if (!logs) return [];
  const to = { role: "logHost" } as const;
  const sources = hosts.filter((role) => role !== "logHost" || logs.cluster);
  const between = [
    { purpose: "Elasticsearch", port: logPorts.elasticsearch },
    { purpose: "Elasticsearch nodes", port: logPorts.transport },
  ].filter(({ port }) => port !== logs.input);
  return [
    ...sources.map((role) => ({
      purpose: "Logs",
      protocol: "tcp" as const,
      port: logs.input,
      from: { role },
      to,
    })),
    ...(logs.cluster ? between.map((port) => ({ ...port, protocol: "tcp" as const, from: to, to })) : []),
    ...(logs.mail === undefined
      ? []
      : [{ purpose: "Mail", protocol: "tcp" as const, port: logs.mail, from: to, to: everywhere }]),
    ...(logs.input === logPorts.elasticsearch
      ? []
      : [
          {
            purpose: "Elasticsearch",
            protocol: "tcp" as const,
            port: logPorts.elasticsearch,
            from: { role: "bastion" } as const,
            to,
          },
        ]),
    ...(logs.kibana ? [{ ...https, purpose: "Kibana", from: { role: "bastion" } as const, to }] : []),
  ];
}

/**
 * Every connection that an environment needs; no other is allowed. Hosts get out for what they fetch, SSH comes from
 * administrators or the bastion, requests from everywhere or through the load balancer.
 */
export function connections(plan: ConnectionPlan): Connection[] {
  const has = (role: Role): boolean => plan.roles.includes(role);
  const hosts = plan.roles.filter(isHost);
  const admins = ranges(plan.adminRanges);
  const resolvers = ranges(plan.networkRanges);
  const front = has("loadBalancer") ? "loadBalancer" : "api";
  const all: Connection[] = [
    ...hosts.flatMap((role) => {
      const through = role !== "bastion" && plan.throughBastion.includes(role);
      const sources: End[] = through ? [{ role: "bastion" }] : admins;
      return sources.map((from) => ({ ...ssh, from, to: { role } }));
    }),
    ...[https, http, tooBig].map((port) => ({ ...port, from: everywhere, to: { role: front } as const })),
    ...(front === "api"
      ? []
      : [https, http].map((port) => ({
          ...port,
          from: { role: "loadBalancer" } as const,
          to: { role: "api" } as const,
        }))),
    ...hosts.flatMap((role) => [
      ...fetched.map((port) => ({ ...port, from: { role }, to: everywhere })),
      ...resolvers.flatMap((to) => names.map((port) => ({ ...port, from: { role }, to }))),
    ]),
    ...logConnections(plan, hosts),
    { ...redis, from: { role: "api" }, to: { role: "redis" } },
  ];
  return all.filter(({ from, to }) => [from, to].every((end) => !("role" in end) || has(end.role)));
}
