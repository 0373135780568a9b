import type { Rule } from "../../core/rule";
import { KEY } from "./types";

/** CIS AWS Foundations 3.0.0, 3.6; AWS KMS Developer Guide, "Rotate AWS KMS keys". */
export const rotation: Rule = {
  id: "aws-kms-rotation",
  title: "KMS keys are rotated",
  why: "the more one key has encrypted, the more whoever gets hold of it can read",
  mend: "set enableKeyRotation to true, and leave rotationPeriodInDays at 365 or below",
  severity: "medium",
  maps: {
    practices: ["Security audits"],
    cisAws: ["3.6"],
    pciDss4: ["3.7.4"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_7"],
    cdkNag: ["AwsSolutions-KMS5"],
  },
  types: [KEY],
  parameters: {
    maximumDays: {
      type: "integer",
      minimum: 90,
      maximum: 2560,
      default: 365,
      description: "Longest time between two rotations that is good enough, in days.",
    },
  },
  check: (subject) => {
    const { properties } = subject;
    // KMS rotates symmetric keys of its own alone: no pairs, no HMAC, none in a key store of one's own.
    if ((properties.get("customerMasterKeySpec").string ?? "SYMMETRIC_DEFAULT") !== "SYMMETRIC_DEFAULT")
      return;
    if (properties.get("customKeyStoreId").exists || properties.get("xksKeyId").exists) return;
    subject.attempt(() => {
      const rotated = properties.get("enableKeyRotation");
      if (!rotated.boolean) subject.report(rotated, rotated.exists ? "is false" : "is missing");
    });
    const period = properties.get("rotationPeriodInDays");
    const most = subject.parameter<number>("maximumDays");
    if (period.number !== undefined && period.number > most)
      subject.report(period, `is ${period.number} days, at most ${most} are asked for`);
  },
  // How often is somebody's choice: they pay for each version that is kept.
  remediate: ({ path }) => (path === "enableKeyRotation" ? { [path]: true } : undefined),
};
