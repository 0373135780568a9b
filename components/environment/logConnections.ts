import { logInput, logPorts } from "../logging/ports";
import type { ResolvedEnvironment, ResolvedFirewall } from "../model/types";
import type { PlannedHost } from "./plannedHost";

type Opened = ResolvedFirewall["extraPorts"];
type Allowed = ResolvedFirewall["egress"];

const isLogHost = ({ role }: PlannedHost): boolean => role === "logs";

/** The hosts that collect the logs, in the order in which they were named. */
export function logHosts(hosts: readonly PlannedHost[]): PlannedHost[] {
  return hosts.filter(isLogHost);
}

function opened(port: number, [first, ...more]: readonly string[]): Opened {
  return first === undefined ? [] : [{ port, protocol: "tcp", from: [first, ...more] }];
}

function allowed(port: number, [first, ...more]: readonly string[]): Allowed {
  return first === undefined ? [] : [{ port, protocol: "tcp", to: [first, ...more] }];
}

/**
 * Adds what the logs need to the hosts' firewalls: every host reaches those that collect, and those reach each other.
 *
 * @param environment - the environment, defaults filled in
 * @param hosts - all of its hosts
 */
export function withLogs(environment: ResolvedEnvironment, hosts: readonly PlannedHost[]): PlannedHost[] {
  const { logging } = environment;
  const collectors = logHosts(hosts);
  if (!logging || collectors.length === 0) return [...hosts];
  const rangesOf = (some: readonly PlannedHost[]): string[] => [
    ...new Set(logging.ranges ?? some.flatMap(({ ranges }) => ranges)),
  ];
  const { server } = logging;
  const input = logInput(logging);
  const sinks = rangesOf(collectors);
  // Who looks at the logs of a private host does so through the bastion, from which its administrators come as well.
  const viewers = (host: PlannedHost): readonly string[] => logging.viewerRanges ?? host.adminRanges;
  const several = collectors.length > 1;
  // What the nodes, and Logstash, connect to beside what everybody does.
  const inner = [
    ...(several || server.logstash ? [logPorts.elasticsearch] : []),
    ...(several ? [logPorts.transport] : []),
  ].filter((port) => port !== input);
  const egress = allowed(input, sinks);
  return hosts.map((host) => ({
    ...host,
    kibana: host === collectors[0] ? server.kibana : undefined,
    ingress: isLogHost(host)
      ? [
          ...host.ingress,
          ...(input === logPorts.elasticsearch ? [] : opened(input, rangesOf(hosts))),
          ...opened(logPorts.elasticsearch, [
            ...(input === logPorts.elasticsearch ? rangesOf(hosts) : sinks),
            ...viewers(host),
          ]),
          ...(several ? opened(logPorts.transport, sinks) : []),
          ...(server.kibana && host === collectors[0] ? opened(logPorts.kibana, viewers(host)) : []),
        ]
      : host.ingress,
    egress: [
      ...host.egress,
      ...egress,
      ...(isLogHost(host) ? inner.flatMap((port) => allowed(port, sinks)) : []),
      ...(host.role === "bastion" && server.logstash ? allowed(logPorts.elasticsearch, sinks) : []),
      // Mail servers are known by name alone, and whoever answers there has to have its certificate.
      ...(isLogHost(host) && server.alerts.email
        ? allowed(server.alerts.email.port, ["0.0.0.0/0", "::/0"])
        : []),
    ],
  }));
}
