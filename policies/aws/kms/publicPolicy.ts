import type { Rule } from "../../core/rule";
import { reportEverybody } from "../iam/principals";
import { KEY_POLICY, KEYS } from "./types";

/** AWS KMS Developer Guide, "Key policies in AWS KMS". */
export const publicPolicy: Rule = {
  id: "aws-kms-public-policy",
  title: "No key policy lets everybody use the key",
  why: "anybody with an AWS account decrypts what the key protects, or schedules its deletion",
  mend: "name the principals, or tie * down by a condition on kms:CallerAccount or aws:PrincipalOrgID",
  severity: "critical",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["3.6.1", "7.2.1"],
    owaspApi2023: ["API5", "API8"],
    checkov: ["CKV_AWS_33", "CKV_AWS_283"],
  },
  types: [...KEYS, KEY_POLICY],
  check: (subject) => reportEverybody(subject, subject.properties.get("policy")),
};
