import type { Rule } from "../../core/rule";
import type { Value } from "../../core/value";
import { ALL_TYPES, eachRule, isDefaultGroup, isGroup } from "./groupRules";

/** What the provider writes where nobody describes a group. */
const PLACEHOLDER = "Managed by Pulumi";

function missing(description: Value): boolean {
  const text = description.string?.trim() ?? "";
  return text === "" || text === PLACEHOLDER;
}

/** PCI DSS 4.0.1, 1.2.5: each service, protocol and port that is allowed is identified and has a business need. */
export const description: Rule = {
  id: "aws-security-group-description",
  title: "Security groups and their rules say what they are for",
  why: "nobody dares to close a port that nobody can explain, so it stays open",
  mend: "give each group and each of its rules a description that names the need",
  severity: "low",
  maps: {
    practices: ["Firewalls and gateways", "Security audits"],
    pciDss4: ["1.2.5", "1.2.7"],
    owaspApi2023: ["API9"],
    checkov: ["CKV_AWS_23"],
    cdkNag: ["AwsSolutions-EC27"],
  },
  types: ALL_TYPES,
  check: (subject) => {
    const demand = (described: Value): void => {
      const text = described.get("description");
      if (missing(text)) subject.report(text, "is missing");
    };
    // The group that comes with a VPC has AWS's own description, which cannot be changed.
    if (isGroup(subject) && !isDefaultGroup(subject)) subject.attempt(() => demand(subject.properties));
    eachRule(subject, "ingress", demand);
    eachRule(subject, "egress", demand);
  },
};
