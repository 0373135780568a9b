import type { PlannedHost } from "../environment/plannedHost";
import { platforms } from "../host/platform";
import type { ResolvedAws, ResolvedAwsHost, ResolvedFirewall } from "../model/types";
import { planSubnets } from "./network/subnets";
import { awsUser } from "./user";

const sshPort = 22;
const redisPort = 6379;

/** Whether a host of an environment is in a private subnet, set up through the bastion. */
export function isPrivate({ api }: ResolvedAws, { role }: Pick<PlannedHost, "role">): boolean {
  return role === "logs" || (role === "api" && api.subnets === "private");
}

/** Settings of a host that an environment makes. */
export function hostSettings(
  { api, bastion, logs }: ResolvedAws,
  { role }: Pick<PlannedHost, "role">,
): ResolvedAwsHost {
  const settings = { api: api.host, bastion, logs: logs?.host }[role];
  if (!settings) throw new Error(`there are no settings for a host of the role ${role}`);
  return settings;
}

/** Number of a host among those of its role, from 0: hosts of one role take turns with the zones. */
export function hostIndex({ name }: PlannedHost): number {
  return Number(/-(\d+)$/.exec(name)?.[1] ?? 1) - 1;
}

/**
 * The hosts that an environment makes in AWS: the bastion first, as the others are reached through it, then those that
 * serve, then the one for logs.
 *
 * @param aws - the section `aws`, defaults filled in
 * @param adminRanges - ranges that administrators log in from
 */
export function awsHosts(aws: ResolvedAws, adminRanges: readonly string[]): PlannedHost[] {
  const subnets = planSubnets(aws.network);
  const ranges = (which: "public" | "private"): string[] => subnets[which].map(({ cidrBlock }) => cidrBlock);
  const tcp = (port: number, [first, ...more]: string[]): ResolvedFirewall["egress"] =>
    first === undefined ? [] : [{ port, protocol: "tcp", to: [first, ...more] }];
  const host = (
    name: string,
    role: PlannedHost["role"],
    egress: ResolvedFirewall["egress"] = [],
  ): PlannedHost => ({
    name,
    role,
    platform: platforms[hostSettings(aws, { role }).platform],
    user: awsUser,
    sshPort,
    hostKeyType: "ssh-ed25519",
    // Whatever comes through the bastion comes from its subnet.
    adminRanges: isPrivate(aws, { role }) ? ranges("public") : adminRanges,
    ranges: ranges(isPrivate(aws, { role }) ? "private" : "public"),
    ingress: [],
    egress,
    metricsRegion: aws.alarms && aws.region,
  });
  return [
    ...(aws.bastion ? [host("bastion", "bastion", tcp(sshPort, ranges("private")))] : []),
    ...Array.from({ length: aws.api.count }, (_, index) =>
      host(`api-${index + 1}`, "api", aws.redis ? tcp(redisPort, ranges("private")) : []),
    ),
    ...Array.from({ length: aws.logs?.count ?? 0 }, (_, index) => host(`logs-${index + 1}`, "logs")),
  ];
}
