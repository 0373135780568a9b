import type { Rule } from "../../core/rule";
import { LAUNCHED_TYPES } from "./launched";

/**
 * Instance types that can, but do not by default: "EBS optimization supported" in the Amazon EC2 User Guide. All types of
 * today's generations do by default, and none of them can be told otherwise.
 */
const OPTIONAL = new Set(
  [
    ["c1", "xlarge"],
    ["c3", "xlarge", "2xlarge", "4xlarge"],
    ["g2", "2xlarge"],
    ["i2", "xlarge", "2xlarge", "4xlarge"],
    ["m1", "large", "xlarge"],
    ["m2", "2xlarge", "4xlarge"],
    ["m3", "xlarge", "2xlarge"],
    ["r3", "xlarge", "2xlarge", "4xlarge"],
  ].flatMap(([family, ...sizes]) => sizes.map((size) => `${family}.${size}`)),
);

/** Only previous generations of instance types have to be told. */
export const ebsOptimized: Rule = {
  id: "aws-instance-ebs-optimized",
  title: "Instances have bandwidth of their own for their volumes",
  why: "else a flood on the network starves the disk too, and the host cannot even log it",
  mend: "choose an instance type of a current generation, or set ebsOptimized to true",
  severity: "low",
  maps: {
    practices: ["Monitoring and logging"],
    owaspApi2023: ["API4"],
    checkov: ["CKV_AWS_135"],
    cdkNag: ["NIST.800.53.R5-EC2EBSOptimizedInstance"],
  },
  types: LAUNCHED_TYPES,
  check: (subject) => {
    const type = subject.properties.get("instanceType").string ?? "";
    if (!OPTIONAL.has(type)) return;
    const optimized = subject.properties.get("ebsOptimized");
    if (!optimized.boolean) subject.report(optimized, `is not true on a ${type}, which needs to be told`);
  },
};
