import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";

/** Where resources are made: what Amazon Resource Names (ARNs) and service principals are written with. */
export interface AwsAccount {
  /** The account's number, 12 digits. */
  accountId: string;
  /** `aws`; `aws-cn` and `aws-us-gov` in China and for the government of the United States. */
  partition: string;
  /** Domain of the partition's services, such as `amazonaws.com`. */
  dnsSuffix: string;
  /** The region, such as `eu-central-1`. */
  region: string;
}

/** Account, partition and region of the AWS provider that a resource's children get. */
export function accountOf(parent: pulumi.Resource): pulumi.Output<AwsAccount> {
  return pulumi
    .all([
      getCallerIdentityOutput({}, { parent }),
      getPartitionOutput({}, { parent }),
      getRegionOutput({}, { parent }),
    ])
    .apply(([{ accountId }, { partition, dnsSuffix }, { region }]) => ({
      accountId,
      partition,
      dnsSuffix,
      region,
    }));
}
