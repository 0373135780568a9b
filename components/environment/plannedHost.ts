import { awsHosts } from "../aws/plannedHosts";
import { certificateRequests } from "../edge/sites";
import { type Platform, platforms } from "../host/platform";
import type {
  ResolvedCertificates,
  ResolvedEnvironment,
  ResolvedFirewall,
  ResolvedSshServer,
} from "../model/types";

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
  /** Ports that it connects to beside those of `firewall.egress`, for its role. */
  readonly egress: ResolvedFirewall["egress"];
  /** Region whose CloudWatch it sends its own metrics to. Default: it sends none. */
  readonly metricsRegion?: string;
}

function existingHosts({ hosts, adminRanges }: ResolvedEnvironment): PlannedHost[] {
  return Object.entries(hosts).map(([name, { platform, user, port, hostKey }]) => ({
    name,
    role: "api",
    platform: platforms[platform],
    user,
    sshPort: port,
    hostKeyType: hostKey.split(" ")[0]!,
    adminRanges,
    egress: [],
  }));
}

/** All hosts of an environment, in the order in which a rolling change reaches them. */
export function plannedHosts(environment: ResolvedEnvironment): PlannedHost[] {
  const { aws, adminRanges } = environment;
  return [...(aws ? awsHosts(aws, adminRanges) : []), ...existingHosts(environment)];
}

/** TCP ports that a host has open to everybody. */
export function openPorts({ edge }: ResolvedEnvironment, { role }: PlannedHost): number[] {
  return role === "api" && edge ? [80, 443] : [];
}

/** The firewall's settings of a host: the environment's, with what its role needs. */
export function firewallSettings(
  { firewall }: ResolvedEnvironment,
  { egress }: PlannedHost,
): ResolvedFirewall {
  return { ...firewall, egress: [...firewall.egress, ...egress] };
}

/** The SSH server's settings of a host: a bastion forwards, since that is what it is for. */
export function sshServerSettings(
  { sshServer }: ResolvedEnvironment,
  { role }: PlannedHost,
): ResolvedSshServer {
  return role === "bastion" ? { ...sshServer, tcpForwarding: true } : sshServer;
}

/** Names of the certificates that a host has. */
export function certificateNames({ edge }: ResolvedEnvironment, { role }: PlannedHost): string[] {
  return role === "api" && edge ? certificateRequests(edge).map(({ name }) => name) : [];
}

/** The web server that a host runs, if it runs one. */
export function webServer(
  { edge }: ResolvedEnvironment,
  { role }: PlannedHost,
): "nginx" | "apache" | undefined {
  return role === "api" ? edge?.server : undefined;
}

/** How certificates are obtained, where there are any: in the zone that the environment's records are in. */
export function certificatesSettings({
  certificates,
  aws,
}: ResolvedEnvironment): ResolvedCertificates | undefined {
  return certificates && { ...certificates, route53ZoneId: certificates.route53ZoneId ?? aws?.dns?.zoneId };
}
