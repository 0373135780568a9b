import { setTo } from "../../core/remediation";
import type { Rule } from "../../core/rule";

/** CIS AWS Foundations 3.0.0, 2.2.1. */
export const encryptionByDefault: Rule = {
  id: "aws-ebs-encryption-by-default",
  title: "New EBS volumes are encrypted by default",
  why: "one volume that somebody makes by hand and forgets to encrypt is enough",
  mend: "set enabled to true, which is the default",
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization"],
    cisAws: ["2.2.1"],
    pciDss4: ["3.5.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_106"],
  },
  types: ["aws:ebs/encryptionByDefault:EncryptionByDefault"],
  check: (subject) => {
    const enabled = subject.properties.get("enabled");
    if (enabled.boolean === false) subject.report(enabled, "is false");
  },
  remediate: setTo(true),
};
