import type { Rule } from "../../core/rule";
import { asked, companions } from "./companions";
import { BUCKETS, LIFECYCLES } from "./types";

/** Amazon S3 User Guide, "Managing the lifecycle of objects". */
export const keptForEver: Rule = {
  id: "aws-s3-kept-for-ever",
  title: "Buckets say how long they keep what they hold",
  why: "what nobody needs any more, former versions among it, is what leaks years later",
  mend: "add a BucketLifecycleConfiguration",
  severity: "low",
  maps: {
    practices: ["Monitoring and logging", "Security audits"],
    pciDss4: ["3.2.1"],
    checkov: ["CKV2_AWS_61"],
  },
  types: BUCKETS,
  checkStack: (subject, stack) => {
    const { resource } = subject;
    if (companions(resource, stack, LIFECYCLES).length > 0) return;
    if (asked(resource, "lifecycleRules")?.items().length) return;
    subject.reportWhole("has no lifecycle");
  },
};
