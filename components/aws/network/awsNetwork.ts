import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { resolve } from "../../model/resolve";
import type { AwsNetwork as AwsNetworkSettings, ResolvedAwsNetwork } from "../../model/types";
import { accountOf } from "../account";
import { endpoints } from "./endpoints";
import { flowLogs } from "./flowLogs";
import { routing } from "./routing";
import { type PlannedSubnet, planSubnets, type SubnetPlan } from "./subnets";

/** Arguments of {@link AwsNetwork}. */
export interface AwsNetworkArgs {
  /** The settings. Plain, as they decide which resources there are. */
  settings: AwsNetworkSettings;
  /** KMS key that encrypts the flow logs. Needed for a network that is made. */
  keyArn?: pulumi.Input<string>;
  /**
   * Whether Pulumi refuses to delete the NAT gateways' addresses, by which others know the hosts: they cannot be had back.
   * Default `false`.
   */
  deletionProtection?: boolean;
}

/** A subnet. */
export interface AwsSubnet extends PlannedSubnet {
  /** Its id. */
  id: pulumi.Output<string>;
}

/**
 * The network that hosts are in: made over two or more zones, or an existing one, which is left as it is. Let hosts depend
 * on it: a subnet that was just made may not have its route yet.
 *
 * What is made has no IPv6: hosts would be reached, and would get out, past load balancer and NAT gateway. No subnet hands
 * out public addresses; a host that is to have one asks for it. The default security group lets nothing through (CIS AWS
 * Foundations 3.0.0, 5.4). The network access control list is left as AWS makes it, open: it knows no connections, so that
 * it would have to let in all high ports for answers; security groups are the filter, rule by rule.
 */
export class AwsNetwork extends pulumi.ComponentResource {
  /** Id of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** Its IPv4 range; undefined for an existing one. */
  readonly cidrBlock?: string;
  /** Subnets with a route to the internet gateway, in the order of the zones. */
  readonly publicSubnets: readonly AwsSubnet[];
  /** Subnets that nothing on the internet can connect to, in the order of the zones. */
  readonly privateSubnets: readonly AwsSubnet[];
  /** Security group of the interface endpoints; undefined where there are none. */
  readonly endpointsSecurityGroupId?: pulumi.Output<string>;

  /**
   * @throws ConfigurationError where a setting is wrong
   * @throws Error where a network is made without `keyArn`
   */
  constructor(name: string, args: AwsNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = resolve("awsNetwork", args.settings);
    super("portcullis:aws:AwsNetwork", name, { settings }, opts);
    const { existing, cidrBlock } = settings;
    if (existing) {
      const known = (subnets: typeof existing.publicSubnets): AwsSubnet[] =>
        subnets.map((subnet) => ({ ...subnet, id: pulumi.output(subnet.id) }));
      this.vpcId = pulumi.output(existing.vpcId);
      this.publicSubnets = known(existing.publicSubnets);
      this.privateSubnets = known(existing.privateSubnets);
    } else {
      if (args.keyArn === undefined)
        throw new Error(`AwsNetwork ${name}: keyArn is missing, the KMS key that encrypts the flow logs`);
      this.cidrBlock = cidrBlock!;
      const vpc = new ec2.Vpc(
        `${name}-vpc`,
        {
          cidrBlock: cidrBlock!,
          enableDnsSupport: true,
          enableDnsHostnames: true,
          instanceTenancy: "default",
          tags: { Name: name },
        },
        { parent: this },
      );
      this.vpcId = vpc.id;
      new ec2.DefaultSecurityGroup(
        `${name}-default-group`,
        { vpcId: vpc.id, ingress: [], egress: [], tags: { Name: `${name}-default` } },
        { parent: this },
      );
      const subnets = this.makeSubnets(name, planSubnets(settings));
      this.publicSubnets = subnets.public;
      this.privateSubnets = subnets.private;
      this.endpointsSecurityGroupId = this.makeSurroundings(name, vpc, settings, {
        keyArn: args.keyArn,
        deletionProtection: args.deletionProtection ?? false,
      });
    }
    this.registerOutputs({ settings });
  }

  private makeSubnets(name: string, plan: SubnetPlan): SubnetPlan<AwsSubnet> {
    const make = (kind: "public" | "private"): AwsSubnet[] =>
      plan[kind].map(({ cidrBlock, zone }) => {
        const full = `${name}-${kind}-${zone}`;
        const { id } = new ec2.Subnet(
          full,
          {
            vpcId: this.vpcId,
            cidrBlock,
            availabilityZone: zone,
            mapPublicIpOnLaunch: false,
            tags: { Name: full },
          },
          { parent: this },
        );
        return { id, cidrBlock, zone };
      });
    return { public: make("public"), private: make("private") };
  }

  private makeSurroundings(
    name: string,
    vpc: ec2.Vpc,
    settings: ResolvedAwsNetwork,
    { keyArn, deletionProtection }: { keyArn: pulumi.Input<string>; deletionProtection: boolean },
  ): pulumi.Output<string> | undefined {
    const { publicSubnets, privateSubnets } = this;
    const { natGateways, flowLogs: logs } = settings;
    const account = accountOf(this);
    const tables = routing(
      `${name}-routes`,
      { vpc, publicSubnets, privateSubnets, natGateways, deletionProtection },
      this,
    );
    flowLogs(
      `${name}-flow-logs`,
      { vpcId: vpc.id, keyArn, retentionDays: logs.retentionDays, account },
      this,
    );
    return endpoints(
      `${name}-endpoints`,
      {
        vpcId: vpc.id,
        cidrBlock: settings.cidrBlock!,
        subnetIds: privateSubnets.map(({ id }) => id),
        routeTableIds: tables.map(({ id }) => id),
        settings,
        account,
      },
      this,
    );
  }
}
