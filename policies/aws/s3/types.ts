import type { Rule } from "../../core/rule";

/** A resource type of S3 and its alias from before version 7 of the provider. */
function withAlias(name: string): [string, string] {
  const token = name.charAt(0).toLowerCase() + name.slice(1);
  return [`aws:s3/${token}:${name}`, `aws:s3/${token}V2:${name}V2`];
}

/** Buckets. */
export const BUCKETS: Rule["types"] = withAlias("Bucket");
/** What says whether a bucket keeps former versions. */
export const VERSIONINGS: Rule["types"] = withAlias("BucketVersioning");
/** What says how a bucket encrypts. */
export const ENCRYPTIONS: Rule["types"] = withAlias("BucketServerSideEncryptionConfiguration");
/** Access control lists of buckets. */
export const ACLS: Rule["types"] = withAlias("BucketAcl");
/** What says what becomes of a bucket's old objects. */
export const LIFECYCLES: Rule["types"] = withAlias("BucketLifecycleConfiguration");
/** What says where a bucket logs its requests. */
export const LOGGINGS: Rule["types"] = withAlias("BucketLogging");
/** Policies of buckets. */
export const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
/** What keeps the public out of a bucket. */
export const PUBLIC_ACCESS_BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
