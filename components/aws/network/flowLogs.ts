import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsAccount } from "../account";
import { flowLogTrust, flowLogWriter } from "./policies";

/** Where flow logs go, and of which network they are. */
export interface FlowLogsArgs {
  /** The network. */
  vpcId: pulumi.Input<string>;
  /** KMS key that encrypts them. */
  keyArn: pulumi.Input<string>;
  /** Days that they are kept. */
  retentionDays: number;
  /** The account. */
  account: pulumi.Output<AwsAccount>;
}

/** Logs all connections of a network, accepted and refused (CIS AWS Foundations 3.0.0, 3.7). */
export function flowLogs(name: string, args: FlowLogsArgs, parent: pulumi.Resource): void {
  const group = new cloudwatch.LogGroup(
    name,
    { kmsKeyId: args.keyArn, retentionInDays: args.retentionDays, tags: { Name: name } },
    { parent },
  );
  const role = new iam.Role(
    `${name}-role`,
    { assumeRolePolicy: args.account.apply(flowLogTrust), tags: { Name: name } },
    { parent },
  );
  const policy = new iam.RolePolicy(
    `${name}-role-policy`,
    { role: role.id, policy: group.arn.apply(flowLogWriter) },
    { parent },
  );
  new ec2.FlowLog(
    `${name}-log`,
    {
      vpcId: args.vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: role.arn,
      tags: { Name: name },
    },
    { parent, dependsOn: [policy] },
  );
}
