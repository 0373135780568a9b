import type { Rule } from "../../core/rule";
import { companions } from "./companions";
import { BUCKETS, PUBLIC_ACCESS_BLOCK } from "./types";

/** Amazon S3 blocks public access of new buckets by itself since April 2023; the account's block is as good. */
export const unblocked: Rule = {
  id: "aws-s3-public-access-unblocked",
  title: "Buckets say that public access is blocked",
  why: "nobody sees, and nothing mends, that somebody switched the block off by hand",
  mend: "add a BucketPublicAccessBlock with all four ways, or an AccountPublicAccessBlock",
  severity: "low",
  maps: {
    practices: ["Authentication and authorization", "Firewalls and gateways"],
    cisAws: ["2.1.4"],
    pciDss4: ["1.4.4"],
    owaspApi2023: ["API8"],
    checkov: ["CKV2_AWS_6"],
  },
  types: BUCKETS,
  checkStack: (subject, stack) => {
    if (stack.ofType("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock").length > 0) return;
    if (companions(subject.resource, stack, [PUBLIC_ACCESS_BLOCK]).length === 0)
      subject.reportWhole("has no BucketPublicAccessBlock");
  },
};
