import type { Rule } from "../../core/rule";
import { KEY_POLICY, KEYS } from "./types";

/** AWS KMS Developer Guide, "Default key policy", on the lockout safety check. */
export const policyLockout: Rule = {
  id: "aws-kms-policy-lockout",
  title: "KMS makes sure that somebody can still change a key's policy",
  why: "a key that nobody can manage stays as it is for ever: AWS Support alone can help",
  mend: "remove bypassPolicyLockoutSafetyCheck",
  severity: "medium",
  maps: { practices: ["Authentication and authorization"], pciDss4: ["3.7.1"] },
  types: [...KEYS, KEY_POLICY],
  check: (subject) => {
    const bypass = subject.properties.get("bypassPolicyLockoutSafetyCheck");
    if (bypass.boolean) subject.report(bypass, "is true");
  },
};
