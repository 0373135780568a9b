import { lets, notEverybody, PLAIN } from "./resourcePolicies";
import { type Example, type Examples, type Other, policy, properties, UNKNOWN } from "./rule";

const BUCKET = "aws:s3/bucket:Bucket";
const BUCKET_V2 = "aws:s3/bucketV2:BucketV2";
const ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
const AUTHENTICATED = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";

const deny = (more: Record<string, unknown>): Record<string, unknown> => ({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"],
  ...more,
});

const encrypts = (byDefault: unknown): Example =>
  properties({ rules: [{ applyServerSideEncryptionByDefault: byDefault }] });

const blocks = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
  ...more,
});

const beside = (others: Other[], value: Record<string, unknown> = {}): Example => ({
  properties: { id: UNKNOWN, ...value },
  type: BUCKET,
  others,
});
/** A companion of the bucket, as one that is about to be made. */
const companion = (type: string, value: Record<string, unknown> = {}): Other => ({
  type,
  properties: { bucket: UNKNOWN, ...value },
  computedFromThing: ["bucket"],
});
/** One that may be any bucket's. */
const stray = (type: string): Other => ({ type, properties: { bucket: UNKNOWN } });
/** The bucket takes the request logs of another one. */
const target: Other = {
  type: "aws:s3/bucketLogging:BucketLogging",
  properties: { bucket: "other", targetBucket: UNKNOWN },
  computedFromThing: ["targetBucket"],
};
const balancerTarget: Other = {
  type: "aws:lb/loadBalancer:LoadBalancer",
  properties: { accessLogs: { bucket: UNKNOWN } },
  computedFromThing: ["accessLogs"],
};
const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const byDefault = (sseAlgorithm: unknown): Record<string, unknown> => ({
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }],
});

/** Examples of the rules on S3. */
export const awsBucketExamples: Record<string, Examples> = {
  "aws-s3-public-access-block": {
    fails: [
      ["ignorePublicAcls", properties(blocks({ ignorePublicAcls: false }))],
      ["blockPublicPolicy", properties(blocks({ blockPublicPolicy: undefined, blockPublicAcls: UNKNOWN }))],
      [
        "publicAccessBlockConfiguration.restrictPublicBuckets",
        properties(
          { publicAccessBlockConfiguration: { restrictPublicBuckets: false } },
          "aws:s3/accessPoint:AccessPoint",
        ),
      ],
    ],
    passes: [
      properties(blocks()),
      properties(blocks(), "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"),
      properties({ bucket: "logs" }, "aws:s3/accessPoint:AccessPoint"),
    ],
    unknown: [properties(blocks({ blockPublicAcls: UNKNOWN }))],
  },
  "aws-s3-public-acl": {
    fails: [
      ["acl", properties({ acl: "public-read" })],
      ["acl", properties({ acl: "authenticated-read" }, "aws:s3/bucketAcl:BucketAcl")],
      ["grants[1].uri", properties({ grants: [{ id: "x" }, { type: "Group", uri: ALL_USERS }] })],
      [
        "accessControlPolicy.grants[0].grantee.uri",
        properties(
          { acl: UNKNOWN, accessControlPolicy: { grants: [{ grantee: { uri: AUTHENTICATED } }] } },
          "aws:s3/bucketAcl:BucketAcl",
        ),
      ],
    ],
    passes: [
      properties({}),
      properties({ acl: "private" }),
      properties({ acl: "log-delivery-write" }, "aws:s3/bucketAcl:BucketAcl"),
      properties({ grants: [{ type: "Group", uri: "http://acs.amazonaws.com/groups/s3/LogDelivery" }] }),
    ],
    unknown: [properties({ acl: UNKNOWN })],
  },
  "aws-s3-public-policy": notEverybody,
  "aws-s3-policy-lockout": {
    fails: [
      ["policy.Statement[0].Action", properties({ policy: policy(deny({})) })],
      [
        "policy.Statement[0].Action[1]",
        properties(
          { policy: policy(deny({ Principal: { AWS: "*" }, Action: ["s3:GetObject", "s3:Put*"] })) },
          BUCKET,
        ),
      ],
    ],
    passes: [
      properties({ policy: policy(deny({ Condition: PLAIN })) }),
      properties({ policy: policy(deny({ Action: "s3:DeleteObject" })) }),
      lets("*"),
    ],
    unknown: [properties({ policy: UNKNOWN })],
  },
  "aws-s3-tls-only": {
    fails: [
      ["", beside([])],
      ["policy", lets({ AWS: "arn:aws:iam::123456789012:root" })],
      ["policy", properties({ policy: policy(deny({ Condition: PLAIN, Action: "s3:PutObject" })) })],
      [
        "policy",
        properties({ policy: policy(deny({ Condition: { Bool: { "aws:SecureTransport": "true" } } })) }),
      ],
      [
        "policy",
        properties({
          policy: policy(deny({ Condition: { ...PLAIN, StringEquals: { "aws:SourceVpc": "vpc-1" } } })),
        }),
      ],
      [
        "policy",
        properties({ policy: policy(deny({ Condition: PLAIN, Principal: { AWS: "arn:aws:iam::1:root" } })) }),
      ],
    ],
    passes: [
      beside([companion(BUCKET_POLICY)]),
      beside([], { policy: policy(deny({ Condition: PLAIN })) }),
      properties({ policy: policy(deny({ Condition: PLAIN })) }),
      properties({
        policy: {
          Statement: deny({ Action: ["*"], Condition: { Bool: { "AWS:securetransport": [false] } } }),
        },
      }),
    ],
    unknown: [
      beside([stray(BUCKET_POLICY)]),
      properties({ policy: UNKNOWN }),
      properties({ policy: { Statement: [UNKNOWN] } }),
    ],
  },
  "aws-s3-encryption": {
    fails: [
      ["", beside([])],
      ["", beside([companion(ENCRYPTION, byDefault("AES256"))])],
      [
        "",
        beside([], {
          id: "logs-1",
          serverSideEncryptionConfiguration: {
            rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
          },
        }),
      ],
      ["", { ...beside([], { serverSideEncryptionConfigurations: [byDefault("AES256")] }), type: BUCKET_V2 }],
    ],
    passes: [
      beside([companion(ENCRYPTION, byDefault("aws:kms"))]),
      beside([companion(ENCRYPTION, byDefault("aws:kms:dsse"))]),
      beside([], {
        serverSideEncryptionConfiguration: {
          rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } },
        },
      }),
      // Their kind of log is written with this alone.
      beside([companion(ENCRYPTION, byDefault("AES256")), target]),
      beside([companion(ENCRYPTION, byDefault("AES256")), balancerTarget]),
    ],
    unknown: [beside([companion(ENCRYPTION, byDefault(UNKNOWN))]), beside([stray(ENCRYPTION)])],
  },
  "aws-s3-customer-key": {
    fails: [
      ["rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId", encrypts({ sseAlgorithm: "aws:kms" })],
      [
        "rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId",
        encrypts({ sseAlgorithm: "aws:kms", kmsMasterKeyId: "alias/aws/s3" }),
      ],
    ],
    passes: [
      encrypts({ sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:aws:kms:eu-central-1:123456789012:key/x" }),
      encrypts({ sseAlgorithm: "AES256" }),
    ],
    unknown: [encrypts({ sseAlgorithm: "aws:kms", kmsMasterKeyId: UNKNOWN })],
  },
  "aws-s3-versioning": {
    fails: [
      ["versioningConfiguration.status", properties({ versioningConfiguration: { status: "Suspended" } })],
      ["", beside([], { versioning: { enabled: false } })],
      // As the provider is about to fill it in.
      ["", beside([], { versioning: UNKNOWN })],
      ["", { ...beside([], { versionings: [{ enabled: false }] }), type: BUCKET_V2 }],
      ["", beside([])],
    ],
    passes: [
      properties({ versioningConfiguration: { status: "Enabled" } }),
      beside([companion(VERSIONING)]),
      beside([], { versioning: { enabled: true } }),
    ],
    unknown: [properties({ versioningConfiguration: { status: UNKNOWN } }), beside([stray(VERSIONING)])],
  },
  "aws-s3-lifecycle": {
    fails: [
      ["rules", properties({ rules: [{ status: "Enabled", expiration: { days: 90 } }] })],
      [
        "rules",
        properties({
          rules: [
            {
              status: "Enabled",
              abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
              filter: { prefix: "a/" },
            },
            { status: "Disabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
          ],
        }),
      ],
    ],
    passes: [
      properties({
        rules: [{ status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }],
      }),
      properties({
        rules: [
          {
            status: "Enabled",
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
            filter: { prefix: "" },
          },
        ],
      }),
    ],
    unknown: [properties({ rules: UNKNOWN })],
  },
  "aws-s3-ownership": {
    fails: [["rule.objectOwnership", properties({ rule: { objectOwnership: "ObjectWriter" } })]],
    passes: [properties({ rule: { objectOwnership: "BucketOwnerEnforced" } })],
    unknown: [properties({ rule: { objectOwnership: UNKNOWN } })],
  },
  "aws-force-destroy": {
    fails: [
      ["forceDestroy", properties({ forceDestroy: true })],
      [
        "forceDestroy",
        { properties: { forceDestroy: true }, type: "aws:route53/zone:Zone", stack: "staging" },
      ],
    ],
    passes: [properties({}), { properties: { forceDestroy: true }, stack: "dev" }],
    unknown: [properties({ forceDestroy: UNKNOWN })],
  },
  "aws-s3-public-access-unblocked": {
    fails: [["", beside([])]],
    passes: [
      beside([companion("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")]),
      beside([{ type: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock" }]),
    ],
    unknown: [beside([stray("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")])],
  },
  "aws-s3-request-log": {
    fails: [["", beside([])]],
    passes: [
      beside([companion("aws:s3/bucketLogging:BucketLogging", { targetBucket: "other" })]),
      beside([target]),
      beside([], { logging: { targetBucket: "other" } }),
    ],
    unknown: [beside([stray("aws:s3/bucketLogging:BucketLogging")])],
  },
  "aws-s3-kept-for-ever": {
    fails: [["", beside([])]],
    passes: [
      beside([companion("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")]),
      beside([], { lifecycleRules: [{ enabled: true }] }),
    ],
    unknown: [beside([stray("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")])],
  },
};
