import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import type { ResolvedAwsNetwork } from "../../model/types";

const everywhere = "0.0.0.0/0";

/** A subnet that was made. */
export interface MadeSubnet {
  /** Its id. */
  id: pulumi.Output<string>;
  /** Its zone. */
  zone: string;
}

/** What routes lead between. */
export interface RoutingArgs {
  /** The network. */
  vpc: ec2.Vpc;
  /** Its public subnets, in the order of the zones. */
  publicSubnets: readonly MadeSubnet[];
  /** Its private subnets. */
  privateSubnets: readonly MadeSubnet[];
  /** How private subnets get out. */
  natGateways: ResolvedAwsNetwork["natGateways"];
  /** Whether Pulumi refuses to delete the addresses that private subnets are seen with outside. */
  deletionProtection: boolean;
}

/**
 * Public subnets get a route to the internet, private ones to a NAT gateway by choice, and a subnet that somebody adds by
 * hand gets none, as the network's default route table is empty.
 *
 * @returns the route tables, for gateway endpoints
 */
export function routing(name: string, args: RoutingArgs, parent: pulumi.Resource): ec2.RouteTable[] {
  const { vpc, publicSubnets, privateSubnets, natGateways, deletionProtection: protect } = args;
  const route = (table: string, subnets: readonly MadeSubnet[]): ec2.RouteTable => {
    const made = new ec2.RouteTable(
      `${name}-${table}`,
      { vpcId: vpc.id, tags: { Name: `${name}-${table}` } },
      { parent },
    );
    for (const { id, zone } of subnets) {
      new ec2.RouteTableAssociation(
        `${name}-${table}-${zone}`,
        { routeTableId: made.id, subnetId: id },
        { parent },
      );
    }
    return made;
  };
  new ec2.DefaultRouteTable(
    `${name}-default-routes`,
    { defaultRouteTableId: vpc.defaultRouteTableId, routes: [], tags: { Name: `${name}-default` } },
    { parent },
  );
  const gateway = new ec2.InternetGateway(
    `${name}-gateway`,
    { vpcId: vpc.id, tags: { Name: name } },
    { parent },
  );
  const out = route("public", publicSubnets);
  const toInternet = new ec2.Route(
    `${name}-public-internet`,
    { routeTableId: out.id, destinationCidrBlock: everywhere, gatewayId: gateway.id },
    { parent },
  );
  const nats = publicSubnets
    .slice(0, { none: 0, single: 1, perZone: publicSubnets.length }[natGateways])
    .map(({ id, zone }) => {
      const nat = `${name}-nat-${zone}`;
      const tags = { Name: nat };
      const address = new ec2.Eip(`${nat}-address`, { domain: "vpc", tags }, { parent, protect });
      return new ec2.NatGateway(
        nat,
        { allocationId: address.allocationId, subnetId: id, tags },
        // It is of use once its own subnet gets out.
        { parent, dependsOn: [toInternet] },
      );
    });
  const inner = privateSubnets.map((subnet, index) => {
    const table = route(`private-${subnet.zone}`, [subnet]);
    const nat = nats[natGateways === "perZone" ? index : 0];
    if (nat) {
      new ec2.Route(
        `${name}-private-${subnet.zone}-internet`,
        { routeTableId: table.id, destinationCidrBlock: everywhere, natGatewayId: nat.id },
        { parent },
      );
    }
    return table;
  });
  return [out, ...inner];
}
