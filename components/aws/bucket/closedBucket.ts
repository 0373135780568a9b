import * as s3 from "@pulumi/aws/s3";
import type * as pulumi from "@pulumi/pulumi";

/** How long overwritten and deleted objects can be had back. */
const recoverableDays = 90;

/** What differs between buckets. */
export interface ClosedBucketArgs {
  /** KMS key that encrypts the objects. Default: one of Amazon S3's own (SSE-S3). */
  keyArn?: pulumi.Input<string>;
  /** Days after which objects are deleted. */
  expiryDays: number;
  /** Beginning of the keys of those objects. Default: all are deleted. */
  expiryPrefix?: string;
  /** Whether Pulumi refuses to delete it. */
  deletionProtection: boolean;
  /** The bucket's policy, by its ARN. */
  policy: (bucketArn: pulumi.Output<string>) => pulumi.Output<string>;
  /** The component that it belongs to. */
  parent: pulumi.Resource;
}

/** A bucket, and the policy without which nothing can be delivered to it. */
export interface ClosedBucket {
  /** The bucket. */
  bucket: s3.Bucket;
  /** Its policy. */
  policy: s3.BucketPolicy;
}

/**
 * A bucket that is closed to the public, whoever tries to open it: encrypted, versioned, owned by the account alone, and
 * emptied by age. Deleted objects, and those that were overwritten, are kept for 90 days more.
 */
export function closedBucket(name: string, args: ClosedBucketArgs): ClosedBucket {
  const { keyArn, parent } = args;
  const bucket = new s3.Bucket(
    name,
    // Pulumi adds random digits to the name, as names are the world's.
    { forceDestroy: false, tags: { Name: name } },
    { parent, protect: args.deletionProtection },
  );
  const of = { bucket: bucket.id };
  const block = new s3.BucketPublicAccessBlock(
    `${name}-public-access`,
    {
      ...of,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { parent },
  );
  // Access control lists are off: the policy alone says who may do what.
  new s3.BucketOwnershipControls(
    `${name}-ownership`,
    { ...of, rule: { objectOwnership: "BucketOwnerEnforced" } },
    { parent },
  );
  new s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    {
      ...of,
      rules: [
        keyArn === undefined
          ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
          : {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
              bucketKeyEnabled: true,
            },
      ],
    },
    { parent },
  );
  const versioning = new s3.BucketVersioning(
    `${name}-versioning`,
    { ...of, versioningConfiguration: { status: "Enabled" } },
    { parent },
  );
  new s3.BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    {
      ...of,
      rules: [
        {
          id: "expiry",
          status: "Enabled",
          filter: args.expiryPrefix === undefined ? {} : { prefix: args.expiryPrefix },
          expiration: { days: args.expiryDays },
        },
        {
          id: "former-versions",
          status: "Enabled",
          filter: {},
          noncurrentVersionExpiration: { noncurrentDays: recoverableDays },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
    // Amazon S3 User Guide: versioning first, or noncurrent versions may be unknown to the rule.
    { parent, dependsOn: [versioning] },
  );
  // Amazon S3 answers with a conflict where both are changed at once.
  const policy = new s3.BucketPolicy(
    `${name}-policy`,
    { ...of, policy: args.policy(bucket.arn) },
    { parent, dependsOn: [block] },
  );
  return { bucket, policy };
}
