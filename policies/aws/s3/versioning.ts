import type { Rule } from "../../core/rule";
import { asked, companions } from "./companions";
import { BUCKETS, VERSIONINGS } from "./types";

/** Amazon S3 User Guide, "Retaining multiple versions of objects with S3 Versioning". */
export const versioning: Rule = {
  id: "aws-s3-versioning",
  title: "Buckets keep former versions",
  why: "what is overwritten or deleted is gone, by mistake or by whoever wants its traces gone or a ransom for it",
  mend: 'set versioningConfiguration.status to "Enabled", and let a lifecycle rule end former versions',
  severity: "medium",
  maps: {
    practices: ["Monitoring and logging"],
    pciDss4: ["10.3.2", "10.3.3"],
    checkov: ["CKV_AWS_21"],
    cdkNag: ["NIST.800.53.R5-S3BucketVersioningEnabled"],
  },
  types: [...VERSIONINGS, ...BUCKETS],
  check: (subject) => {
    if (!VERSIONINGS.includes(subject.resource.type)) return;
    const status = subject.properties.get("versioningConfiguration.status");
    if (status.string !== "Enabled")
      subject.report(status, status.string ? `is ${status.string}` : "is missing");
  },
  checkStack: (subject, stack) => {
    const { resource } = subject;
    if (!BUCKETS.includes(resource.type) || companions(resource, stack, VERSIONINGS).length > 0) return;
    const blocks = [asked(resource, "versioning"), ...(asked(resource, "versionings")?.items() ?? [])];
    if (blocks.some((block) => block?.get("enabled").boolean)) return;
    subject.reportWhole("keeps no former versions");
  },
};
