import { setTo } from "../../core/remediation";
import type { Rule } from "../../core/rule";
import { hasLaunchTemplate, LAUNCHED_TYPES } from "./launched";

/** CIS AWS Foundations 3.0.0, 5.6. */
export const imdsv2: Rule = {
  id: "aws-instance-imdsv2",
  title: "Instances hand out metadata for session tokens only (IMDSv2)",
  why: "one request that an attacker makes the host send (server-side request forgery) reads the credentials of its role",
  mend: 'set metadataOptions.httpTokens to "required"',
  severity: "high",
  maps: {
    practices: ["Authentication and authorization", "Firewalls and gateways"],
    cisAws: ["5.6"],
    pciDss4: ["2.2.1"],
    owaspApi2023: ["API7", "API8"],
    checkov: ["CKV_AWS_79"],
    cdkNag: ["NIST.800.53.R5-EC2IMDSv2Enabled"],
  },
  types: LAUNCHED_TYPES,
  check: (subject) => {
    const options = subject.properties.get("metadataOptions");
    if (options.get("httpEndpoint").string === "disabled") return;
    const tokens = options.get("httpTokens");
    if (tokens.string === "required") return;
    // Where nothing is said, image and account decide, and both default to "optional".
    if (tokens.exists) subject.report(tokens, `is "${tokens.string}"`);
    else if (!hasLaunchTemplate(subject)) subject.report(tokens, "is missing");
  },
  remediate: setTo("required"),
};
