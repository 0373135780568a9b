import type { Rule } from "../../core/rule";
import type { Value } from "../../core/value";
import { INSTANCE, LAUNCH_TEMPLATE, SPOT_INSTANCE } from "../ec2/launched";
import { eachLaunchedVolume } from "./volumes";

const COPIES = ["aws:ebs/snapshotCopy:SnapshotCopy", "aws:ec2/amiCopy:AmiCopy"];

/** AWS's own key cannot be revoked, shared with narrower rights, or watched apart from other services' use. */
export const customerKey: Rule = {
  id: "aws-ebs-customer-key",
  title: "Volumes, snapshots and images are encrypted with a KMS key of one's own",
  why: "with AWS's key, everybody in the account who may use EBS can read them, and nothing can be cut off after a theft",
  mend: "set kmsKeyId to the ARN of a customer-managed key",
  severity: "low",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["3.6.1", "3.7.5"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_183", "CKV_AWS_189", "CKV_AWS_236"],
  },
  types: ["aws:ebs/volume:Volume", ...COPIES, INSTANCE, SPOT_INSTANCE, LAUNCH_TEMPLATE],
  check: (subject) => {
    const { properties, resource } = subject;
    const demand = (volume: Value): void => {
      const key = volume.get("kmsKeyId");
      if (!key.exists) subject.report(key, "is missing");
    };
    // What is not encrypted at all is another rule's; a snapshot's copy is as encrypted as what it is made from.
    const demandIfEncrypted = (volume: Value): void => {
      if (volume.get("encrypted").boolean) demand(volume);
    };
    if (resource.type === "aws:ebs/snapshotCopy:SnapshotCopy") demand(properties);
    else if (resource.type.startsWith("aws:ebs/") || COPIES.includes(resource.type))
      demandIfEncrypted(properties);
    else eachLaunchedVolume(subject, demandIfEncrypted);
  },
};
