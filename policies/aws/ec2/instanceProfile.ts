import type { Rule } from "../../core/rule";
import { hasLaunchTemplate, INSTANCE, SPOT_INSTANCE } from "./launched";

/** CIS AWS Foundations 3.0.0, 1.18. */
export const instanceProfile: Rule = {
  id: "aws-instance-profile",
  title: "Instances have a role of their own",
  why: "without one, programs on the host get long-lived access keys, which leak and are never rotated",
  mend: "set iamInstanceProfile to one that may do what the host needs; Session Manager needs one too",
  severity: "low",
  maps: {
    practices: ["Authentication and authorization"],
    cisAws: ["1.18"],
    pciDss4: ["7.2.5", "8.6.2"],
    owaspApi2023: ["API2"],
    checkov: ["CKV2_AWS_41"],
    cdkNag: ["NIST.800.53.R5-EC2InstanceProfileAttached"],
  },
  types: [INSTANCE, SPOT_INSTANCE],
  check: (subject) => {
    const profile = subject.properties.get("iamInstanceProfile");
    if (!profile.exists && !hasLaunchTemplate(subject)) subject.report(profile, "is missing");
  },
};
