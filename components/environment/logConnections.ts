import { logPorts, portOf } from "../logging/ports";
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
  const { logstash, kibana, elasticsearch, alerts } = logging.server;
  const { existing } = elasticsearch;
  const several = !existing && collectors.length > 1;
  const sinks = rangesOf(collectors);
  // Who looks at the logs of a private host does so through the bastion, from which its administrators come as well.
  const viewers = (host: PlannedHost): readonly string[] => logging.viewerRanges ?? host.adminRanges;
  const toStore = existing ? allowedByName(portOf(existing.url)) : allowed(logPorts.elasticsearch, sinks);
  return hosts.map((host) => {
    const collects = isLogHost(host);
    const first = host === collectors[0];
    return {
      ...host,
      kibana: first ? kibana : undefined,
      ingress: [
        ...host.ingress,
        ...(collects && logstash ? opened(logPorts.beats, rangesOf(hosts)) : []),
        ...(collects && !existing
          ? opened(logPorts.elasticsearch, [...(logstash ? sinks : rangesOf(hosts)), ...viewers(host)])
          : []),
        ...(collects && several ? opened(logPorts.transport, sinks) : []),
        ...(first && kibana ? opened(logPorts.kibana, viewers(host)) : []),
      ],
      egress: [
        ...host.egress,
        ...(logstash ? allowed(logPorts.beats, sinks) : []),
        // The bastion is where tunnels of those who look at the logs come out.
        ...(!logstash || collects || host.role === "bastion" ? toStore : []),
        ...(collects && several ? allowed(logPorts.transport, sinks) : []),
        ...(collects && alerts.email ? allowedByName(alerts.email.port) : []),
      ],
    };
  });
}

/** What is known by its name, and told by its certificate: a firewall knows addresses alone. HTTPS is let out as it is. */
function allowedByName(port: number): Allowed {
  return port === 443 ? [] : allowed(port, ["0.0.0.0/0", "::/0"]);
}
