import type { Rule } from "../core/rule";

/** Pulumi's AWS provider takes short-lived credentials from its surroundings: SSO, OIDC, a role of the instance. */
export const staticCredentials: Rule = {
  id: "aws-provider-static-credentials",
  title: "The AWS provider is given no access key",
  why: "the key works from anywhere until it is deleted, and stands in the program or the configuration, and in the state",
  mend: "remove accessKey and secretKey; use SSO, a role by OIDC (pipelines), or assumeRoles",
  severity: "high",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["8.3.2", "8.6.2"],
    owaspApi2023: ["API2", "API8"],
    checkov: ["CKV_AWS_41"],
  },
  types: ["pulumi:providers:aws"],
  check: (subject) => {
    const key = subject.properties.get("accessKey");
    // Temporary keys begin with ASIA; stand-ins for tests are no keys at all (IAM User Guide, "IAM identifiers").
    if (/^AKIA[A-Z0-9]{12,}$/.test(key.string ?? ""))
      subject.report(key, "is the key of a user, which does not expire");
  },
};
