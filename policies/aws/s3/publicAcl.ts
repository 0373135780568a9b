import type { Rule } from "../../core/rule";
import { ACLS, BUCKETS } from "./types";

const CANNED = ["public-read", "public-read-write", "authenticated-read"];
const GROUPS = /\/groups\/global\/(?:AllUsers|AuthenticatedUsers)$/;

/** Amazon S3 User Guide, "Access control list (ACL) overview": AuthenticatedUsers is everybody with an AWS account. */
export const publicAcl: Rule = {
  id: "aws-s3-public-acl",
  title: "No access control list lets the public in",
  why: "everybody reads what is in the bucket, or writes into it; robots look for such buckets all day",
  mend: "remove the ACL, and let readers in by a bucket policy that names them",
  severity: "critical",
  maps: {
    practices: ["Authentication and authorization"],
    cisAws: ["2.1.4"],
    pciDss4: ["1.4.4", "7.2.1"],
    owaspApi2023: ["API1", "API8"],
    checkov: ["CKV_AWS_20", "CKV_AWS_57", "CKV_AWS_375", "CKV2_AWS_43"],
    cdkNag: ["NIST.800.53.R5-S3BucketPublicReadProhibited", "NIST.800.53.R5-S3BucketPublicWriteProhibited"],
  },
  types: [
    ...BUCKETS,
    ...ACLS,
    "aws:s3/bucketObjectv2:BucketObjectv2",
    "aws:s3/bucketObject:BucketObject",
    "aws:s3/objectCopy:ObjectCopy",
  ],
  check: (subject) => {
    const { properties } = subject;
    subject.attempt(() => {
      const acl = properties.get("acl");
      if (acl.string && CANNED.includes(acl.string)) subject.report(acl, `is ${acl.string}`);
    });
    subject.attempt(() =>
      subject.each(properties.get("grants").items(), (grant) => {
        const uri = grant.get("uri");
        if (GROUPS.test(uri.string ?? "")) subject.report(uri, "is a group of everybody");
      }),
    );
    subject.each(properties.get("accessControlPolicy.grants").items(), (grant) => {
      const uri = grant.get("grantee.uri");
      if (GROUPS.test(uri.string ?? "")) subject.report(uri, "is a group of everybody");
    });
  },
};
