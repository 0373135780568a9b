import type { Rule } from "../../core/rule";
import { actions, covers, isConditional, statements } from "../iam/policyDocument";
import { principals } from "../iam/principals";
import { texts } from "../iam/identityPolicies";
import { BUCKETS, POLICY } from "./types";

/** AWS re:Post, "I accidentally denied everyone access to my Amazon S3 bucket". */
export const policyLockout: Rule = {
  id: "aws-s3-policy-lockout",
  title: "No bucket policy locks its owner out",
  why: "whoever denies everybody s3:PutBucketPolicy can mend that as the root user alone, and nobody else comes in when it burns",
  mend: "leave s3:PutBucketPolicy out of the Deny, or put a condition on it",
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_93"],
  },
  types: [POLICY, ...BUCKETS],
  check: (subject) =>
    subject.each(statements(subject.properties.get("policy")), (statement) => {
      if (statement.get("Effect").string !== "Deny" || isConditional(statement)) return;
      if (!texts(principals(statement, "AWS")).includes("*")) return;
      subject.each(actions(statement), (action) => {
        if (action.string && covers(action.string, "s3:PutBucketPolicy"))
          subject.report(action, `is ${action.string}, denied to everybody`);
      });
    }),
};
