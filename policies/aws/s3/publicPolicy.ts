import type { Rule } from "../../core/rule";
import { reportEverybody } from "../iam/principals";
import { BUCKETS, POLICY } from "./types";

/** Amazon S3 User Guide, "The meaning of public". */
export const publicPolicy: Rule = {
  id: "aws-s3-public-policy",
  title: "No bucket policy lets everybody in",
  why: "everybody reads what is in the bucket, or writes into it, without any AWS account at all",
  mend: "name the principals, or tie * down by a condition on aws:PrincipalOrgID, aws:SourceVpce or aws:SourceArn; publish through CloudFront",
  severity: "critical",
  maps: {
    practices: ["Authentication and authorization"],
    cisAws: ["2.1.4"],
    pciDss4: ["1.4.4", "7.2.1"],
    owaspApi2023: ["API1", "API8"],
    checkov: ["CKV_AWS_70", "CKV_AWS_283"],
    cdkNag: ["AwsSolutions-S5"],
  },
  types: [
    POLICY,
    ...BUCKETS,
    "aws:s3/accessPoint:AccessPoint",
    "aws:s3control/accessPointPolicy:AccessPointPolicy",
  ],
  check: (subject) => reportEverybody(subject, subject.properties.get("policy")),
};
