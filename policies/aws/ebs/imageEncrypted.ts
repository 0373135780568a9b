import type { Rule } from "../../core/rule";
import { demandEncryption, encryptionParameters } from "./volumes";

const COPY = "aws:ec2/amiCopy:AmiCopy";

/** A device that is made from a snapshot is as encrypted as that is. */
export const imageEncrypted: Rule = {
  id: "aws-ami-encrypted",
  title: "Images are encrypted",
  why: "an image holds what its host held when it was made, and whoever can read its snapshots reads that",
  mend: "set encrypted to true and kmsKeyId to a key of your own",
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization"],
    pciDss4: ["3.5.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_204", "CKV_AWS_235"],
  },
  types: ["aws:ec2/ami:Ami", COPY],
  parameters: encryptionParameters,
  check: (subject) => {
    const { properties, resource } = subject;
    if (resource.type === COPY) return demandEncryption(subject, properties);
    subject.each(properties.get("ebsBlockDevices").items(), (device) => demandEncryption(subject, device));
  },
};
