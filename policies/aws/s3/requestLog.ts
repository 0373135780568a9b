import type { Rule } from "../../core/rule";
import { asked, companions, takesLogs } from "./companions";
import { BUCKETS, LOGGINGS } from "./types";

/** Amazon S3 User Guide, "Logging requests with server access logging". */
export const requestLog: Rule = {
  id: "aws-s3-request-log",
  title: "Buckets log who asks for what",
  why: "after a leak nobody can tell what was read, and by whom",
  mend: "add a BucketLogging whose target is a bucket for such logs",
  severity: "low",
  maps: {
    practices: ["Monitoring and logging", "Security audits"],
    pciDss4: ["10.2.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_18"],
    cdkNag: ["AwsSolutions-S1"],
  },
  types: BUCKETS,
  checkStack: (subject, stack) => {
    const { resource } = subject;
    if (companions(resource, stack, LOGGINGS).length > 0 || takesLogs(resource, stack)) return;
    if (asked(resource, "logging")?.get("targetBucket").exists) return;
    if (asked(resource, "loggings")?.items().length) return;
    subject.reportWhole("logs no requests");
  },
};
