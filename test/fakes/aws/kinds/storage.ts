import { UNKNOWN } from "../../../../local/plugins/provider/propertyValue";
import { arn, digits } from "../identifiers";
import { holds, names, text, type Kind, type Kinds } from "../kind";
import { checkPolicy } from "../policyDocument";
import { ALIAS, BUCKET, KEY } from "./tokens";

/** A part of a bucket's configuration that is a resource of its own. */
const part: Kind = {
  replacing: ["bucket"],
  references: { bucket: holds(BUCKET) },
  id: ({ inputs }) => text(inputs.bucket),
};

/** S3. Sources: ForceNew in the Terraform provider for AWS (internal/service/s3), S3 User Guide: naming rules. */
export const storage: Kinds = {
  [BUCKET]: {
    autoName: "bucket",
    replacing: ["bucketPrefix", "objectLockEnabled", "bucketNamespace"],
    id: ({ inputs, urn, serial }) =>
      text(inputs.bucket) || `${text(inputs.bucketPrefix)}${digits(26, urn, serial)}`,
    arn: ({ id }) => arn("s3", "", id, ""),
    computed: ({ id, region }) => ({
      bucket: id,
      bucketRegion: region,
      bucketDomainName: `${id}.s3.amazonaws.com`,
      bucketRegionalDomainName: `${id}.s3.${region}.amazonaws.com`,
    }),
    check: ({ bucket }) =>
      typeof bucket !== "string" ||
      bucket === UNKNOWN ||
      /^(?!xn--|sthree-|\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)
        ? []
        : [
            {
              property: "bucket",
              reason: `bucket ${bucket}: 3 to 63 lower-case letters, digits, dots and hyphens`,
            },
          ],
    release: ({ id, properties }) => {
      const objects = properties.fakeObjects;
      if (typeof objects === "number" && objects > 0 && properties.forceDestroy !== true)
        throw new Error(`BucketNotEmpty: ${id} has ${objects} objects and no forceDestroy`);
    },
  },
  "aws:s3/bucketPolicy:BucketPolicy": { ...part, check: checkPolicy("policy", "resource", 20_480) },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": part,
  "aws:s3/bucketVersioning:BucketVersioning": part,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    ...part,
    references: {
      ...part.references,
      "rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId": names(KEY, ALIAS),
    },
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": part,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": part,
  "aws:s3/bucketLogging:BucketLogging": {
    ...part,
    references: { ...part.references, targetBucket: names(BUCKET) },
  },
};
