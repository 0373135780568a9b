import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";
import { edgeTargets, listeners } from "./targets";

/** Arguments of {@link AwsLoadBalancer}. */
export interface AwsLoadBalancerArgs {
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
  /** Ids of public subnets, one in each zone that it serves from. One can be added later, but none removed. */
  subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Ids of its security groups, one at least: they let in ports 80 and 443, and out to the hosts. */
  securityGroupIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Ids of the instances with an edge. Their place in the list names what attaches them: put new ones at its end. */
  instanceIds: readonly pulumi.Input<string>[];
  /**
   * Name of a bucket that lets Elastic Load Balancing write to it, for access logs. AWS writes them of TLS listeners
   * alone, and this one has none: connections are in the network's flow logs, requests in the edge's. Default: none.
   */
  accessLogsBucket?: pulumi.Input<string>;
  /** Whether AWS refuses to delete it. Default `false`. */
  deletionProtection?: boolean;
}

/**
 * A Network Load Balancer on ports 80 and 443 in front of hosts with an `HttpsEdge`. TLS ends on the hosts, which keep
 * their certificates and see the clients' own addresses. A host that it leads to cannot reach itself through it, as a
 * packet from an address to itself is dropped.
 */
export class AwsLoadBalancer extends pulumi.ComponentResource {
  /** DNS name, for alias records. */
  readonly dnsName: pulumi.Output<string>;
  /** Id of the hosted zone of {@link dnsName}, for alias records. */
  readonly zoneId: pulumi.Output<string>;
  /** Its ARN. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: AwsLoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    const { accessLogsBucket, deletionProtection = false } = args;
    super("portcullis:aws:AwsLoadBalancer", name, { deletionProtection, accessLogsBucket }, opts);
    const child = { parent: this };
    const balancer = new lb.LoadBalancer(
      name,
      {
        // Its name may have 32 characters; ours is in the tag.
        namePrefix: "edge-",
        loadBalancerType: "network",
        internal: false,
        subnets: args.subnetIds,
        securityGroups: args.securityGroupIds,
        enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "on",
        // Hosts are few: a zone with one host would otherwise give it a whole zone's share, and one without would fail.
        enableCrossZoneLoadBalancing: true,
        enableDeletionProtection: deletionProtection,
        accessLogs: accessLogsBucket === undefined ? undefined : { enabled: true, bucket: accessLogsBucket },
        tags: { Name: name },
      },
      child,
    );
    for (const [listener, port] of Object.entries(listeners)) {
      const partName = `${name}-${listener}`;
      const group = new lb.TargetGroup(
        partName,
        {
          ...edgeTargets(port),
          namePrefix: `${listener}-`,
          vpcId: args.vpcId,
          tags: { Name: partName },
        },
        child,
      );
      args.instanceIds.forEach(
        (targetId, index) =>
          new lb.TargetGroupAttachment(
            `${partName}-${index + 1}`,
            { targetGroupArn: group.arn, targetId, port },
            child,
          ),
      );
      new lb.Listener(
        partName,
        {
          loadBalancerArn: balancer.arn,
          port,
          protocol: "TCP",
          defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
          tags: { Name: partName },
        },
        child,
      );
    }
    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    this.arn = balancer.arn;
    this.registerOutputs({ dnsName: this.dnsName, zoneId: this.zoneId, arn: this.arn });
  }
}
