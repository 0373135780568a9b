import { setTo } from "../../core/remediation";
import type { Rule } from "../../core/rule";
import { demandEncryption, encryptionParameters } from "./volumes";

/** CIS AWS Foundations 3.0.0, 2.2.1. */
export const volumeEncrypted: Rule = {
  id: "aws-ebs-volume-encrypted",
  title: "EBS volumes are encrypted",
  why: "who gets hold of a volume or its snapshot reads everything on it, past all of the host's permissions",
  mend: "set encrypted to true and kmsKeyId to a key of your own",
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization"],
    cisAws: ["2.2.1"],
    pciDss4: ["3.5.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_3", "CKV2_AWS_2"],
    cdkNag: ["AwsSolutions-EC26"],
  },
  types: ["aws:ebs/volume:Volume"],
  parameters: encryptionParameters,
  check: (subject) => demandEncryption(subject, subject.properties),
  remediate: setTo(true),
};
