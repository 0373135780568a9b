import type { Rule } from "../../core/rule";
import { eachAllowed, IDENTITY_POLICIES } from "./identityPolicies";

/** IAM User Guide, "IAM JSON policy elements: NotAction" and "NotResource". */
export const notAction: Rule = {
  id: "aws-iam-not-action",
  title: "Policies allow what they name, not all but what they name",
  why: "NotAction and NotResource allow whatever nobody thought of, new services among it",
  mend: "allow by Action and Resource, or turn the statement into a Deny",
  severity: "high",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["7.2.1", "7.2.3", "7.2.5"],
    owaspApi2023: ["API5"],
  },
  types: IDENTITY_POLICIES,
  check: (subject) =>
    eachAllowed(subject, (statement) =>
      subject.each(["NotAction", "NotResource"], (name) => {
        const others = statement.get(name);
        if (others.exists) subject.report(others, "allows all but what it names");
      }),
    ),
};
