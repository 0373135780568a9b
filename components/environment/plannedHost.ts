import { isIP } from "node:net";
import { awsHosts } from "../aws/plannedHosts";
import { certificateRequests } from "../edge/sites";
import { type Platform, platforms } from "../host/platform";
import type {
  ResolvedCertificates,
  ResolvedEdge,
  ResolvedEnvironment,
  ResolvedFirewall,
  ResolvedKibana,
  ResolvedSshServer,
} from "../model/types";
import { kibanaEdge } from "../logging/kibana/edge";
import { resolve } from "../model/resolve";
import { withLogs } from "./logConnections";

/**
 * What a host is for. `api`: everything that the environment names. `bastion`: hardened, and the way to the hosts of a
 * private network. `logs`: hardened, and reached from the network alone.
 */
export type HostRole = "api" | "bastion" | "logs";

/** A host of an environment before it is reached: all that its bundles are rendered from. */
export interface PlannedHost {
  /** Its name in the environment. */
  readonly name: string;
  /** What it is for. */
  readonly role: HostRole;
  /** Its operating system. */
  readonly platform: Platform;
  /** Account that sets it up. */
  readonly user: string;
  /** Port of its SSH server. */
  readonly sshPort: number;
  /** Type of its pinned host key, such as `ssh-ed25519`. */
  readonly hostKeyType: string;
  /** Ranges that its SSH server is reached from. */
  readonly adminRanges: readonly string[];
  /** Ranges that other hosts of the environment find it in. Empty where only a DNS name is known. */
  readonly ranges: readonly string[];
  /** Ports that it has open to some beside those of `firewall.extraPorts`, for its role. */
  readonly ingress: ResolvedFirewall["extraPorts"];
  /** Ports that it connects to beside those of `firewall.egress`, for its role. */
  readonly egress: ResolvedFirewall["egress"];
  /** Kibana, where it runs one. */
  readonly kibana?: ResolvedKibana;
  /** Region whose CloudWatch it sends its own metrics to. Default: it sends none. */
  readonly metricsRegion?: string;
}

function existingHosts({ hosts, adminRanges }: ResolvedEnvironment): PlannedHost[] {
  return Object.entries(hosts).map(
    ([name, { address, internalAddress = address, platform, user, port, hostKey, role }]) => ({
      name,
      role,
      platform: platforms[platform],
      user,
      sshPort: port,
      hostKeyType: hostKey.split(" ")[0]!,
      adminRanges,
      ranges: addressRange(internalAddress),
      ingress: [],
      egress: [],
    }),
  );
}

/** An address as a range of its own; a DNS name is in none that is known here. */
function addressRange(address: string): string[] {
  const family = isIP(address);
  return family === 0 ? [] : [`${address}/${family === 4 ? 32 : 128}`];
}

/** All hosts of an environment, in the order in which a rolling change reaches them. */
export function plannedHosts(environment: ResolvedEnvironment): PlannedHost[] {
  const { aws, adminRanges } = environment;
  const hosts = [...(aws ? awsHosts(aws, adminRanges) : []), ...existingHosts(environment)];
  return withLogs(environment, hosts);
}

/** TCP ports that a host has open to everybody. */
export function openPorts({ edge }: ResolvedEnvironment, { role }: PlannedHost): number[] {
  return role === "api" && edge ? [80, 443] : [];
}

/** The firewall's settings of a host: the environment's, with what its role needs. */
export function firewallSettings(
  { firewall }: ResolvedEnvironment,
  { ingress, egress }: PlannedHost,
): ResolvedFirewall {
  return {
    ...firewall,
    extraPorts: [...firewall.extraPorts, ...ingress],
    egress: [...firewall.egress, ...egress],
  };
}

/** The SSH server's settings of a host: a bastion forwards, since that is what it is for. */
export function sshServerSettings(
  { sshServer }: ResolvedEnvironment,
  { role }: PlannedHost,
): ResolvedSshServer {
  return role === "bastion" ? { ...sshServer, tcpForwarding: true } : sshServer;
}

/** The edge in front of the Kibana that a host runs, if it runs one. */
export function kibanaEdgeOf({ kibana }: PlannedHost): ResolvedEdge | undefined {
  return kibana && resolve("edge", kibanaEdge(kibana));
}

/** The edge that a host serves: the environment's, or that of its Kibana. */
export function edgeOf({ edge }: ResolvedEnvironment, plan: PlannedHost): ResolvedEdge | undefined {
  return plan.role === "api" ? edge : kibanaEdgeOf(plan);
}

/** Names of the certificates that a host has. */
export function certificateNames(environment: ResolvedEnvironment, plan: PlannedHost): string[] {
  const own = edgeOf(environment, plan);
  return own ? certificateRequests(own).map(({ name }) => name) : [];
}

/** The web server that a host serves the environment's sites by, if it serves any. */
export function webServer(
  { edge }: ResolvedEnvironment,
  { role }: PlannedHost,
): "nginx" | "apache" | undefined {
  return role === "api" ? edge?.server : undefined;
}

/** The web server whose logs a host has, Kibana's edge counted in. */
export function loggingServer(
  environment: ResolvedEnvironment,
  plan: PlannedHost,
): "nginx" | "apache" | undefined {
  return webServer(environment, plan) ?? kibanaEdgeOf(plan)?.server;
}

/** How certificates are obtained, where there are any: in the zone that the environment's records are in. */
export function certificatesSettings({
  certificates,
  aws,
}: ResolvedEnvironment): ResolvedCertificates | undefined {
  return certificates && { ...certificates, route53ZoneId: certificates.route53ZoneId ?? aws?.dns?.zoneId };
}
