import { setTo } from "../../core/remediation";
import type { Rule } from "../../core/rule";
import { PUBLIC_ACCESS_BLOCK } from "./types";

const ACCESS_POINT = "aws:s3/accessPoint:AccessPoint";
const BLOCKS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

/** CIS AWS Foundations 3.0.0, 2.1.4. */
export const publicAccessBlock: Rule = {
  id: "aws-s3-public-access-block",
  title: "Public access to buckets is blocked in all four ways",
  why: "one ACL or policy that somebody sets by mistake shows what is in the bucket to everybody",
  mend: "set blockPublicAcls, blockPublicPolicy, ignorePublicAcls and restrictPublicBuckets to true",
  severity: "high",
  maps: {
    practices: ["Authentication and authorization", "Firewalls and gateways"],
    cisAws: ["2.1.4"],
    pciDss4: ["1.4.4", "7.2.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56", "CKV_AWS_392"],
    cdkNag: [
      "AwsSolutions-S2",
      "NIST.800.53.R5-S3BucketLevelPublicAccessProhibited",
      "NIST.800.53.R5-S3BucketPublicReadProhibited",
      "NIST.800.53.R5-S3BucketPublicWriteProhibited",
    ],
  },
  types: [PUBLIC_ACCESS_BLOCK, "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", ACCESS_POINT],
  check: (subject) => {
    const isAccessPoint = subject.resource.type === ACCESS_POINT;
    const block = isAccessPoint
      ? subject.properties.get("publicAccessBlockConfiguration")
      : subject.properties;
    subject.each(BLOCKS, (name) => {
      const blocked = block.get(name);
      // Access points block what nobody mentions; buckets and accounts do not.
      if (!(blocked.boolean ?? isAccessPoint))
        subject.report(blocked, blocked.exists ? "is false" : "is missing");
    });
  },
  remediate: setTo(true),
};
