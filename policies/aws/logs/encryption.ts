import type { Rule } from "../../core/rule";

/** Amazon CloudWatch Logs User Guide, "Encrypt log data using AWS KMS". */
export const encryption: Rule = {
  id: "aws-log-group-encryption",
  title: "Log groups encrypt with a KMS key",
  why: "with the service's own key, whoever may read the log group may read it in clear; a KMS key is a second lock",
  mend: "set kmsKeyId to the ARN of a key whose policy lets logs.REGION.amazonaws.com use it",
  severity: "low",
  maps: {
    practices: ["Monitoring and logging"],
    pciDss4: ["3.5.1", "10.3.1"],
    checkov: ["CKV_AWS_158"],
    cdkNag: ["NIST.800.53.R5-CloudWatchLogGroupEncrypted"],
  },
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  check: (subject) => {
    const key = subject.properties.get("kmsKeyId");
    if (!key.exists || key.string === "") subject.report(key, "is missing");
  },
};
