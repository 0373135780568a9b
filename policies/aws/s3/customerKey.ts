import type { Rule } from "../../core/rule";
import { encryptionRules } from "./encryption";
import { BUCKETS, ENCRYPTIONS } from "./types";

/** AWS KMS Developer Guide, "Customer managed keys": aws/s3 has a policy that nobody can change. */
export const customerKey: Rule = {
  id: "aws-s3-customer-key",
  title: "Buckets encrypt with a key of one's own",
  why: "the key aws/s3 serves everybody in the account: it cannot be narrowed, and not be taken away when data has leaked",
  mend: "set kmsMasterKeyId to the ARN of a key of your own",
  severity: "low",
  maps: { practices: ["Security audits"], pciDss4: ["3.6.1", "3.7.1"], owaspApi2023: ["API8"] },
  types: [...ENCRYPTIONS, ...BUCKETS],
  check: (subject) =>
    subject.each(encryptionRules(subject.resource), (rule) => {
      const byDefault = rule.get("applyServerSideEncryptionByDefault");
      if (!byDefault.get("sseAlgorithm").string?.startsWith("aws:kms")) return;
      const key = byDefault.get("kmsMasterKeyId");
      if (!key.exists) subject.report(key, "is missing: the key is aws/s3");
      else if (key.string && /(?:^|:)alias\/aws\//.test(key.string)) subject.report(key, `is ${key.string}`);
    }),
};
