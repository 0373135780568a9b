import type { Rule } from "../../core/rule";

/** Amazon SNS Developer Guide, "Data encryption": encrypted topics take messages over TLS alone. */
export const encryption: Rule = {
  id: "aws-sns-encryption",
  title: "Topics encrypt with a KMS key, and take messages over TLS alone",
  why: "alarms tell where it hurts: whoever reads the service's disks, or plain requests on the way, learns it first",
  mend: "set kmsMasterKeyId to a key whose policy lets the publishing services use it",
  severity: "medium",
  maps: {
    practices: ["HTTPS everywhere", "Monitoring and logging"],
    pciDss4: ["3.5.1", "4.2.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_26"],
    cdkNag: ["AwsSolutions-SNS3", "NIST.800.53.R5-SNSEncryptedKMS"],
  },
  types: ["aws:sns/topic:Topic"],
  check: (subject) => {
    const key = subject.properties.get("kmsMasterKeyId");
    if (!key.exists || key.string === "") subject.report(key, "is missing");
  },
};
