import * as pulumi from "@pulumi/pulumi";
import { AwsSecurityGroup, type Peer, type SecurityGroupRule } from "./awsSecurityGroup";
import { type Connection, type ConnectionPlan, connections, type End, type Role } from "./connections";

/** Arguments of {@link AwsSecurityGroups}. */
export interface AwsSecurityGroupsArgs {
  /** Id of the VPC that they are of. */
  vpcId: pulumi.Input<string>;
  /** Who is in the environment, and from where it is run. */
  plan: ConnectionPlan;
}

const descriptions: Readonly<Record<Role, string>> = {
  api: "Hosts that serve",
  bastion: "Bastion that SSH goes through",
  logHost: "Hosts for logs",
  loadBalancer: "Load balancer",
  redis: "Redis that counts requests",
};

/** The security groups of an environment's roles, which let through {@link connections} alone. */
export class AwsSecurityGroups extends pulumi.ComponentResource {
  /** Ids of the groups, by role; a role that is not in the plan has none. */
  readonly ids: Readonly<Partial<Record<Role, pulumi.Output<string>>>>;

  constructor(name: string, args: AwsSecurityGroupsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { vpcId, plan } = args;
    super("portcullis:aws:AwsSecurityGroups", name, { settings: plan }, opts);
    const groups = new Map(
      plan.roles.map((role) => [
        role,
        new AwsSecurityGroup(
          `${name}-${role}`,
          { vpcId, description: descriptions[role], ingress: [], egress: [] },
          { parent: this },
        ),
      ]),
    );
    const peer = (end: End): Peer =>
      "role" in end ? { securityGroupId: groups.get(end.role)!.id, name: end.role } : end;
    for (const connection of connections(plan)) {
      const { from, to } = connection;
      if ("role" in to) groups.get(to.role)!.allowIngress([rule(connection, "from", peer(from))]);
      if ("role" in from) groups.get(from.role)!.allowEgress([rule(connection, "to", peer(to))]);
    }
    this.ids = Object.fromEntries([...groups].map(([role, { id }]) => [role, id]));
    this.registerOutputs({ settings: plan });
  }
}

function rule(connection: Connection, direction: "from" | "to", peer: Peer): SecurityGroupRule {
  const { purpose, protocol, port, icmpCode } = connection;
  const who = "cidrBlock" in peer ? peer.cidrBlock : peer.name;
  return { description: `${purpose} ${direction} ${who}`, protocol, port, icmpCode, peer };
}
