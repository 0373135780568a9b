import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { accountOf } from "../account";
import { closedBucket } from "./closedBucket";
import { accessLogBucketPolicy, logBucketPolicy } from "./policies";

/** Arguments of {@link AwsBucket}. */
export interface AwsBucketArgs {
  /** KMS key that encrypts the objects. */
  keyArn: pulumi.Input<string>;
  /** Days after which objects are deleted. */
  expiryDays: number;
  /** Whether Pulumi refuses to delete it. AWS refuses as long as there is something in it, with or without. */
  deletionProtection: boolean;
}

/**
 * A bucket for logs and snapshots, and a second one with who read and wrote it. The second is encrypted with a key of
 * Amazon S3's own: S3 delivers server access logs to no bucket that is encrypted with a KMS key (Amazon S3 User Guide,
 * "Enabling Amazon S3 server access logging"). It has no access logs itself, which would be about nothing but its logs.
 */
export class AwsBucket extends pulumi.ComponentResource {
  /** Its name. */
  readonly name: pulumi.Output<string>;
  /** Its Amazon Resource Name. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: AwsBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    const { expiryDays, deletionProtection } = args;
    const settings = { expiryDays, deletionProtection };
    super("portcullis:aws:AwsBucket", name, { settings }, opts);
    const account = accountOf(this);
    const { bucket } = closedBucket(`${name}-bucket`, {
      ...settings,
      keyArn: args.keyArn,
      // Elasticsearch deletes its snapshots by itself, and could read none of them any more if something else did too.
      expiryPrefix: "AWSLogs/",
      policy: (arn) => pulumi.all([arn, account]).apply(([own, of]) => logBucketPolicy(own, of)),
      parent: this,
    });
    const accessLogs = closedBucket(`${name}-access-logs`, {
      ...settings,
      policy: (arn) =>
        pulumi
          .all([arn, bucket.arn, account])
          .apply(([own, source, of]) => accessLogBucketPolicy(own, source, of)),
      parent: this,
    });
    new s3.BucketLogging(
      `${name}-logging`,
      { bucket: bucket.id, targetBucket: accessLogs.bucket.id, targetPrefix: "access/" },
      // S3 tries whether it may write there.
      { parent: this, dependsOn: [accessLogs.policy] },
    );
    this.name = bucket.id;
    this.arn = bucket.arn;
    this.registerOutputs({ settings });
  }
}
