import type { Rule } from "../../core/rule";
import { reportEverybody } from "./principals";

/** Who may take on a role. */
export const roleTrust: Rule = {
  id: "aws-iam-role-trust-everybody",
  title: "Roles name who may take them on",
  why: "anybody with an AWS account of their own becomes that role, and does what it may",
  mend: "name the service, account or role in Principal, or tie * down by a condition on aws:PrincipalOrgID",
  severity: "critical",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["7.2.1", "7.2.5", "7.3.3"],
    owaspApi2023: ["API2", "API5"],
    checkov: ["CKV_AWS_60"],
  },
  types: ["aws:iam/role:Role"],
  check: (subject) => reportEverybody(subject, subject.properties.get("assumeRolePolicy")),
};
