import type { Rule } from "../../core/rule";
import { allows, isConditional, statements } from "./policyDocument";
import { principals } from "./principals";

const ACCOUNT = /^(?:\d{12}|arn:[^:]+:iam::\d{12}:root)$/;

/** IAM User Guide, "How to use an external ID when granting access to your AWS resources to a third party". */
export const roleTrustAccount: Rule = {
  id: "aws-iam-role-trust-account",
  title: "Roles trust roles, not whole accounts",
  why: "every identity of that account that may call sts:AssumeRole becomes the role, whoever gave it that permission",
  mend: "name the role in Principal, or put a condition on aws:PrincipalArn, sts:ExternalId or aws:MultiFactorAuthPresent",
  severity: "low",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["7.2.1", "7.2.5"],
    owaspApi2023: ["API5"],
    checkov: ["CKV_AWS_61"],
  },
  types: ["aws:iam/role:Role"],
  check: (subject) =>
    subject.each(statements(subject.properties.get("assumeRolePolicy")), (statement) => {
      if (!allows(statement) || isConditional(statement)) return;
      subject.each(principals(statement, "AWS"), (principal) => {
        if (principal.string && ACCOUNT.test(principal.string))
          subject.report(principal, `is the whole account ${principal.string}, without a condition`);
      });
    }),
};
