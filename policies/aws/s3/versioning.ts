import type { Rule } from "../../core/rule";
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
    const { properties, resource } = subject;
    if (VERSIONINGS.includes(resource.type)) {
      const status = properties.get("versioningConfiguration.status");
      if (status.string !== "Enabled")
        subject.report(status, status.string ? `is ${status.string}` : "is missing");
      return;
    }
    // A bucket's own blocks are deprecated and may be left out.
    const inline = properties.get("versioning.enabled");
    const before7 = properties.get("versionings").items();
    subject.each([inline, ...before7.map((one) => one.get("enabled"))], (enabled) => {
      if (enabled.boolean === false) subject.report(enabled, "is false");
    });
  },
};
