import type { Rule } from "../../core/rule";
import { eachAllowed, IDENTITY_POLICIES, texts } from "./identityPolicies";
import { actions, everything, isConditional } from "./policyDocument";
import { ONLY_ON_EVERYTHING, READING } from "./serviceActions";

/** Whether an action changes something and could be granted on single resources. Services that are not known: no. */
function isRestrictable(action: string): boolean {
  const [service = "", name = ""] = action.split(":");
  const without = ONLY_ON_EVERYTHING[service.toLowerCase()];
  // A whole service is what aws-iam-wildcard-action reports.
  if (!without || name === "*" || READING.test(name)) return false;
  return !without.some((known) => known.toLowerCase() === name.toLowerCase());
}

/** What cloudsplaining, which Checkov asks, calls write access and permissions management without constraints. */
export const wildcardResource: Rule = {
  id: "aws-iam-wildcard-resource",
  title: "Policies name the resources that may be changed",
  why: "whoever gets hold of one host's credentials changes or deletes what belongs to all others as well",
  mend: "name the resources by ARN, or put a condition such as aws:ResourceTag on the statement",
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["7.2.1", "7.2.5"],
    owaspApi2023: ["API5"],
    checkov: ["CKV_AWS_109", "CKV_AWS_111", "CKV_AWS_289", "CKV_AWS_290", "CKV_AWS_355", "CKV_AWS_356"],
    cdkNag: ["AwsSolutions-IAM5"],
  },
  types: IDENTITY_POLICIES,
  parameters: {
    allowed: {
      type: "array",
      items: { type: "string" },
      uniqueItems: true,
      default: [
        "ssm:PutComplianceItems",
        "ssm:UpdateAssociationStatus",
        "ssm:UpdateInstanceAssociationStatus",
        "ssm:UpdateInstanceInformation",
      ],
      description:
        "Actions that may be granted on every resource; the default are those by which an instance's Systems Manager agent reports its own state.",
    },
  },
  check: (subject) => {
    const allowed = subject.parameter<string[]>("allowed").map((action) => action.toLowerCase());
    eachAllowed(subject, (statement) => {
      const on = everything(statement);
      if (!on || isConditional(statement)) return;
      const named = texts(actions(statement)).filter(
        (action) => isRestrictable(action) && !allowed.includes(action.toLowerCase()),
      );
      if (named.length > 0) subject.report(on, `is everything, for ${named.join(", ")}`);
    });
  },
};
