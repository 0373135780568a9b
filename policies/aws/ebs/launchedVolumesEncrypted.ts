import type { Rule } from "../../core/rule";
import type { Subject } from "../../core/subject";
import { hasLaunchTemplate, LAUNCH_TEMPLATE, LAUNCHED_TYPES } from "../ec2/launched";
import { demandEncryption, eachLaunchedVolume, encryptionParameters } from "./volumes";

/** Where nothing is said of the root volume it comes as the image has it, and images are not encrypted by default. */
function demandVolume(subject: Subject): void {
  if (subject.parameter<boolean>("encryptedByDefault") || hasLaunchTemplate(subject)) return;
  const isTemplate = subject.resource.type === LAUNCH_TEMPLATE;
  const place = subject.properties.get(isTemplate ? "blockDeviceMappings" : "rootBlockDevice");
  if (isTemplate ? place.items().length === 0 : !place.exists) {
    subject.report(place, "is missing, so nothing asks for an encrypted root volume");
  }
}

/** CIS AWS Foundations 3.0.0, 2.2.1. */
export const launchedVolumesEncrypted: Rule = {
  id: "aws-instance-encrypted-volumes",
  title: "Instances are launched with encrypted volumes",
  why: "who gets hold of a snapshot reads keys, tokens and logs from it, past all of the host's permissions",
  mend: "set encrypted to true on the root volume and on each block device, with a kmsKeyId of your own",
  severity: "medium",
  maps: {
    practices: ["Authentication and authorization"],
    cisAws: ["2.2.1"],
    pciDss4: ["3.5.1"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_8"],
    cdkNag: ["AwsSolutions-EC26"],
  },
  types: LAUNCHED_TYPES,
  parameters: encryptionParameters,
  check: (subject) => {
    subject.attempt(() => demandVolume(subject));
    eachLaunchedVolume(subject, (volume) => demandEncryption(subject, volume));
  },
};
