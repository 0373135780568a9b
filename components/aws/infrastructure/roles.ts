import { logInput } from "../../logging/ports";
import type { ResolvedAws, ResolvedLogging } from "../../model/types";
import { planSubnets } from "../network/subnets";
import type { ConnectionPlan, Role } from "../securityGroup/connections";

/**
 * Who is in an environment, for its security groups.
 *
 * @param aws - the section `aws`, defaults filled in
 * @param adminRanges - ranges that administrators log in from
 * @param logging - the environment's section of that name, defaults filled in
 */
export function connectionPlan(
  aws: ResolvedAws,
  adminRanges: readonly string[],
  logging?: ResolvedLogging,
): ConnectionPlan {
  const { api, bastion, balancing, logs, network, redis } = aws;
  const roles: Role[] = [
    "api",
    ...(bastion ? (["bastion"] as const) : []),
    ...(logs ? (["logHost"] as const) : []),
    ...(balancing === "network" ? (["loadBalancer"] as const) : []),
    ...(redis ? (["redis"] as const) : []),
  ];
  const subnets = planSubnets(network);
  return {
    roles,
    throughBastion: [
      ...(api.subnets === "private" ? (["api"] as const) : []),
      ...(logs ? (["logHost"] as const) : []),
    ],
    adminRanges,
    networkRanges:
      network.cidrBlock === undefined
        ? [...subnets.public, ...subnets.private].map(({ cidrBlock }) => cidrBlock)
        : [network.cidrBlock],
    logs:
      logs && logging
        ? {
            input: logInput(logging),
            cluster: logs.count > 1,
            kibana: logging.server.kibana !== undefined,
            mail: logging.server.alerts.email?.port,
          }
        : undefined,
  };
}
