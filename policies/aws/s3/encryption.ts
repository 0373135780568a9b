import type { Rule } from "../../core/rule";
import type { Resource } from "../../core/resource";
import type { Value } from "../../core/value";
import { asked, companions, takesLogs } from "./companions";
import { BUCKETS, ENCRYPTIONS } from "./types";

/** What a resource says of a bucket's default encryption, one value for each of its rules. @throws Undecided */
export function encryptionRules(resource: Resource): Value[] {
  if (ENCRYPTIONS.includes(resource.type)) return resource.properties.get("rules").items();
  const inline = asked(resource, "serverSideEncryptionConfiguration")?.get("rule");
  const before7 = asked(resource, "serverSideEncryptionConfigurations")?.items() ?? [];
  return [...(inline?.exists ? [inline] : []), ...before7.flatMap((one) => one.get("rules").items())];
}

/** Amazon S3 User Guide, "Using server-side encryption with AWS KMS keys". S3 itself encrypts with a key of its own. */
export const encryption: Rule = {
  id: "aws-s3-encryption",
  title: "Buckets encrypt with a KMS key",
  why: "with S3's own key, whoever may read the object may read it in clear; a KMS key is a second lock, whose uses are logged",
  mend: 'set applyServerSideEncryptionByDefault to { sseAlgorithm: "aws:kms", kmsMasterKeyId } and bucketKeyEnabled to true',
  severity: "medium",
  maps: {
    practices: ["Security audits"],
    pciDss4: ["3.5.1", "3.6.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_19", "CKV_AWS_145"],
    cdkNag: ["NIST.800.53.R5-S3DefaultEncryptionKMS"],
  },
  types: BUCKETS,
  checkStack: (subject, stack) => {
    const bucket = subject.resource;
    const said = companions(bucket, stack, ENCRYPTIONS).flatMap(encryptionRules);
    // What the bucket turned out to be tells of its companions, too, but is not always known.
    const rules = said.length > 0 ? said : encryptionRules(bucket);
    const algorithms = rules.map(
      (rule) => rule.get("applyServerSideEncryptionByDefault.sseAlgorithm").string,
    );
    if (algorithms.some((algorithm) => algorithm?.startsWith("aws:kms")) || takesLogs(bucket, stack)) return;
    subject.reportWhole(`encrypts with S3's own key (${algorithms[0] ?? "the default"})`);
  },
};
