import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as kms from "@pulumi/aws/kms";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import {
  type PolicyScope,
  queryLogGroup,
  queryLogKeyPolicy,
  queryLogPolicy,
  route53Region,
} from "./policies";
import type { HostedZone } from "./zone";

/**
 * Logs a zone's queries, encrypted by a key of their own: a key serves its region alone.
 *
 * @param name - name of what it belongs to
 * @param zone - the zone
 * @param scope - account and partition
 * @param retentionInDays - days for which queries are kept
 * @param opts - options of all resources
 */
export function logQueries(
  name: string,
  zone: pulumi.Output<HostedZone>,
  scope: pulumi.Output<PolicyScope>,
  retentionInDays: number,
  opts: pulumi.CustomResourceOptions,
): void {
  const region = route53Region;
  const both = pulumi.all([scope, zone]);
  const tags = { Name: `${name}-queries` };
  const key = new kms.Key(
    `${name}-queries-key`,
    {
      description: pulumi.interpolate`Encrypts the log of queries of ${zone.name}`,
      region,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: both.apply(([of, { name: zoneName }]) => queryLogKeyPolicy(of, zoneName)),
      tags,
    },
    opts,
  );
  const group = new cloudwatch.LogGroup(
    `${name}-queries`,
    { name: zone.name.apply(queryLogGroup), region, retentionInDays, kmsKeyId: key.arn, tags },
    opts,
  );
  const access = new cloudwatch.LogResourcePolicy(
    `${name}-queries`,
    {
      region,
      policyName: pulumi.interpolate`route53-${zone.zoneId}`,
      policyDocument: both.apply(([of, it]) => queryLogPolicy(of, it)),
    },
    opts,
  );
  new route53.QueryLog(
    `${name}-queries`,
    { zoneId: zone.zoneId, cloudwatchLogGroupArn: group.arn },
    pulumi.mergeOptions(opts, { dependsOn: [access] }),
  );
}
