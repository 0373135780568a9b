import type { ResolvedAws } from "../../model/types";
import { planSubnets } from "../network/subnets";
import type { ConnectionPlan, Role } from "../securityGroup/connections";

/**
 * Who is in an environment, for its security groups.
 *
 * @param aws - the section `aws`, defaults filled in
 * @param adminRanges - ranges that administrators log in from
 */
export function connectionPlan(aws: ResolvedAws, adminRanges: readonly string[]): ConnectionPlan {
  const { api, bastion, balancing, logHost, network, redis } = aws;
  const roles: Role[] = [
    "api",
    ...(bastion ? (["bastion"] as const) : []),
    ...(logHost ? (["logHost"] as const) : []),
    ...(balancing === "network" ? (["loadBalancer"] as const) : []),
    ...(redis ? (["redis"] as const) : []),
  ];
  const subnets = planSubnets(network);
  return {
    roles,
    throughBastion: [
      ...(api.subnets === "private" ? (["api"] as const) : []),
      ...(logHost ? (["logHost"] as const) : []),
    ],
    adminRanges,
    networkRanges:
      network.cidrBlock === undefined
        ? [...subnets.public, ...subnets.private].map(({ cidrBlock }) => cidrBlock)
        : [network.cidrBlock],
  };
}
