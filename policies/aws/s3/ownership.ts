import type { Rule } from "../../core/rule";

/** Amazon S3 User Guide, "Controlling ownership of objects and disabling ACLs for your bucket". */
export const ownership: Rule = {
  id: "aws-s3-ownership",
  title: "The owner of a bucket owns what is in it, and ACLs are off",
  why: "whoever uploads an object may give it an ACL of its own, past the bucket's policy, and keep its owner from reading it",
  mend: 'set rule.objectOwnership to "BucketOwnerEnforced"',
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["7.2.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV2_AWS_65"],
  },
  types: ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"],
  check: (subject) => {
    const owner = subject.properties.get("rule.objectOwnership");
    if (owner.string !== "BucketOwnerEnforced")
      subject.report(owner, owner.string ? `is ${owner.string}` : "is missing");
  },
};
