import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import type { Port } from "./connections";

/** Who is let in, or may be connected to. */
export type Peer =
  | {
      /** An IPv4 range in CIDR notation. */
      cidrBlock: string;
    }
  | {
      /** Id of a security group: whatever is in it. */
      securityGroupId: pulumi.Input<string>;
      /** What the group is called here, such as `bastion`. */
      name: string;
    };

/** One rule of a security group: what it lets through. */
export interface SecurityGroupRule extends Port {
  /** What for; letters, digits, spaces and `._-:/()#,@[]+=&;{}!$*`, 255 of them at most. */
  description: string;
  /** From whom, or to whom. */
  peer: Peer;
}

/** Arguments of {@link AwsSecurityGroup}. */
export interface AwsSecurityGroupArgs {
  /** Id of the VPC that it is of. */
  vpcId: pulumi.Input<string>;
  /** What it protects. Another description makes another group, which its members have to be moved to. */
  description: string;
  /** What is let in. */
  ingress: readonly SecurityGroupRule[];
  /** What is let out: nothing else is. */
  egress: readonly SecurityGroupRule[];
}

/**
 * A security group, closed both ways but for its rules. Each rule is a resource of its own, named by what it lets through:
 * a change touches that rule alone.
 */
export class AwsSecurityGroup extends pulumi.ComponentResource {
  /** Its id. */
  readonly id: pulumi.Output<string>;

  constructor(
    private readonly name: string,
    args: AwsSecurityGroupArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("portcullis:aws:AwsSecurityGroup", name, {}, opts);
    const group = new ec2.SecurityGroup(
      `${name}-group`,
      { vpcId: args.vpcId, description: args.description, tags: { Name: name } },
      { parent: this },
    );
    this.id = group.id;
    this.allowIngress(args.ingress);
    this.allowEgress(args.egress);
    this.registerOutputs({});
  }

  /** Lets more in: for groups that name each other, which cannot be known when they are made. */
  allowIngress(rules: readonly SecurityGroupRule[]): void {
    for (const rule of rules) {
      new vpc.SecurityGroupIngressRule(`${this.name}-${ruleName("from", rule)}`, this.ruleArgs(rule), {
        parent: this,
      });
    }
  }

  /** Lets more out: for groups that name each other. */
  allowEgress(rules: readonly SecurityGroupRule[]): void {
    for (const rule of rules) {
      new vpc.SecurityGroupEgressRule(`${this.name}-${ruleName("to", rule)}`, this.ruleArgs(rule), {
        parent: this,
      });
    }
  }

  private ruleArgs({ description, protocol, port, icmpCode, peer }: SecurityGroupRule): RuleArgs {
    return {
      securityGroupId: this.id,
      description,
      ipProtocol: protocol,
      fromPort: port,
      toPort: icmpCode ?? port,
      ...("cidrBlock" in peer
        ? { cidrIpv4: peer.cidrBlock }
        : { referencedSecurityGroupId: peer.securityGroupId }),
    };
  }
}

type RuleArgs = vpc.SecurityGroupIngressRuleArgs & vpc.SecurityGroupEgressRuleArgs;

/** What a rule is called within its group: what it lets through, not where it stands in a list. */
function ruleName(direction: "from" | "to", { protocol, port, peer }: SecurityGroupRule): string {
  const who = "cidrBlock" in peer ? peer.cidrBlock.replace("/", "-") : peer.name;
  return `${protocol}-${port}-${direction}-${who}`;
}
