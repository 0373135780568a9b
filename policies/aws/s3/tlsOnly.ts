import type { Rule } from "../../core/rule";
import { reportPlainRequests } from "../iam/tlsOnly";
import { asked, companions } from "./companions";
import { BUCKETS, POLICY } from "./types";

/** CIS AWS Foundations 3.0.0, 2.1.1. */
export const tlsOnly: Rule = {
  id: "aws-s3-tls-only",
  title: "Bucket policies refuse requests without TLS",
  why: "everybody on the way reads and changes what plain requests carry, presigned URLs among it",
  mend: "deny s3:* to * on the bucket and its objects where aws:SecureTransport is false",
  severity: "medium",
  maps: {
    practices: ["HTTPS everywhere"],
    cisAws: ["2.1.1"],
    pciDss4: ["4.2.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_379"],
    cdkNag: ["AwsSolutions-S10"],
  },
  types: [POLICY, ...BUCKETS],
  check: (subject) => {
    const policy = subject.properties.get("policy");
    if (policy.exists) reportPlainRequests(subject, policy, "s3:GetObject");
  },
  checkStack: (subject, stack) => {
    const { resource } = subject;
    if (!BUCKETS.includes(resource.type) || companions(resource, stack, [POLICY]).length > 0) return;
    const policy = asked(resource, "policy");
    if (!policy?.exists || policy.string === "")
      subject.reportWhole("has no policy: plain requests are answered");
  },
};
