import type { Subject } from "../../core/subject";
import type { Value } from "../../core/value";
import { LAUNCH_TEMPLATE } from "../ec2/launched";

/** Visits the volumes that a launched instance gets, each with `encrypted`, `kmsKeyId` and `snapshotId`. */
export function eachLaunchedVolume(subject: Subject, visit: (volume: Value) => void): void {
  const { properties, resource } = subject;
  if (resource.type === LAUNCH_TEMPLATE) {
    subject.attempt(() =>
      subject.each(properties.get("blockDeviceMappings").items(), (mapping) => {
        // Others are on the host's own disks, or take a device of the image away.
        const volume = mapping.get("ebs");
        if (volume.exists) visit(volume);
      }),
    );
    return;
  }
  subject.attempt(() => {
    const root = properties.get("rootBlockDevice");
    if (root.exists) visit(root);
  });
  subject.attempt(() =>
    subject.each(properties.get("ebsBlockDevices").items(), (volume) => {
      if (!volume.get("noDevice").boolean) visit(volume);
    }),
  );
}

/** Parameter of the rules on encryption: the account's own default, which no resource shows. */
export const encryptionParameters = {
  encryptedByDefault: {
    type: "boolean" as const,
    default: false,
    description:
      "Whether the account encrypts every new volume by default in each region that is used (aws.ebs.EncryptionByDefault).",
  },
};

/** Reports a volume that is not encrypted. The default is not to, but a volume from a snapshot is encrypted as that is. */
export function demandEncryption(subject: Subject, volume: Value): void {
  if (subject.parameter<boolean>("encryptedByDefault")) return;
  const encrypted = volume.get("encrypted");
  if (encrypted.boolean) return;
  if (encrypted.exists) subject.report(encrypted, "is false");
  else if (!volume.get("snapshotId").exists) subject.report(encrypted, "is missing");
}
