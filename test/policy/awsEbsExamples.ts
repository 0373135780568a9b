import { type Example, type Examples, ofType, UNKNOWN } from "./rule";

const thing = ofType();
const template = ofType("aws:ec2/launchTemplate:LaunchTemplate");
const configuration = ofType("aws:ec2/launchConfiguration:LaunchConfiguration");
const instance = ofType("aws:ec2/instance:Instance");
const imageCopy = ofType("aws:ec2/amiCopy:AmiCopy");
const snapshotCopy = ofType("aws:ebs/snapshotCopy:SnapshotCopy");
const imageBlock = ofType("aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess");
const encryptedByDefault = (example: Example): Example => ({
  ...example,
  parameters: { encryptedByDefault: true },
});

/** Examples by rule. */
export const awsEbsExamples: Record<string, Examples> = {
  "aws-instance-encrypted-volumes": {
    fails: [
      ["rootBlockDevice", instance({})],
      ["rootBlockDevice.encrypted", instance({ rootBlockDevice: { volumeType: "gp3" } })],
      [
        "ebsBlockDevices[1].encrypted",
        instance({
          rootBlockDevice: { encrypted: true },
          ebsBlockDevices: [{ encrypted: true }, { encrypted: false }, { encrypted: UNKNOWN }],
        }),
      ],
      ["rootBlockDevice.encrypted", configuration({ rootBlockDevice: { encrypted: false } })],
      ["blockDeviceMappings", template({})],
      [
        "blockDeviceMappings[0].ebs.encrypted",
        template({ blockDeviceMappings: [{ ebs: { volumeSize: 20 } }, { ebs: { encrypted: "true" } }] }),
      ],
    ],
    passes: [
      instance({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ snapshotId: "snap-1" }] }),
      instance({ launchTemplate: { name: "hosts" } }),
      encryptedByDefault(instance({})),
      configuration({ rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ noDevice: true }] }),
      template({
        blockDeviceMappings: [
          { ebs: { encrypted: "true" } },
          { virtualName: "ephemeral0" },
          { ebs: { snapshotId: "snap-1" } },
        ],
      }),
    ],
    unknown: [
      instance({ rootBlockDevice: UNKNOWN }),
      template({ blockDeviceMappings: [{ ebs: { encrypted: UNKNOWN } }] }),
    ],
  },
  "aws-ebs-volume-encrypted": {
    fails: [
      ["encrypted", thing({ size: 10 })],
      ["encrypted", thing({ encrypted: false, snapshotId: "snap-1" })],
    ],
    passes: [
      thing({ encrypted: true }),
      thing({ snapshotId: "snap-1" }),
      encryptedByDefault(thing({ size: 10 })),
    ],
    unknown: [thing({ encrypted: UNKNOWN }), thing({ snapshotId: UNKNOWN })],
  },
  "aws-ebs-customer-key": {
    fails: [
      ["kmsKeyId", thing({ encrypted: true })],
      ["kmsKeyId", snapshotCopy({ sourceSnapshotId: "snap-1" })],
      ["kmsKeyId", imageCopy({ encrypted: true })],
      ["rootBlockDevice.kmsKeyId", instance({ rootBlockDevice: { encrypted: true } })],
      [
        "blockDeviceMappings[0].ebs.kmsKeyId",
        template({ blockDeviceMappings: [{ ebs: { encrypted: "true" } }] }),
      ],
    ],
    passes: [
      thing({ encrypted: true, kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:key/1" }),
      // Another rule's.
      thing({ size: 10 }),
      instance({}),
      instance({ rootBlockDevice: { encrypted: true, kmsKeyId: "arn" } }),
      imageCopy({}),
    ],
    unknown: [thing({ encrypted: true, kmsKeyId: UNKNOWN })],
  },
  "aws-ebs-encryption-by-default": {
    fails: [["enabled", thing({ enabled: false })]],
    passes: [thing({}), thing({ enabled: true })],
    unknown: [thing({ enabled: UNKNOWN })],
  },
  "aws-ebs-public-sharing": {
    fails: [
      ["state", thing({ state: "unblocked" })],
      ["state", imageBlock({ state: "unblocked" })],
    ],
    passes: [thing({ state: "block-all-sharing" }), imageBlock({ state: "block-new-sharing" })],
    unknown: [thing({ state: UNKNOWN })],
  },
  "aws-ami-encrypted": {
    fails: [
      ["ebsBlockDevices[0].encrypted", thing({ ebsBlockDevices: [{ deviceName: "/dev/xvdb" }] })],
      ["encrypted", imageCopy({})],
      ["encrypted", imageCopy({ encrypted: false })],
    ],
    passes: [
      thing({ ebsBlockDevices: [{ snapshotId: "snap-1" }, { encrypted: true }] }),
      imageCopy({ encrypted: true }),
    ],
    unknown: [imageCopy({ encrypted: UNKNOWN }), thing({ ebsBlockDevices: UNKNOWN })],
  },
  "aws-ami-public": {
    fails: [["group", thing({ group: "all" })]],
    passes: [thing({ accountId: "123456789012" }), thing({ organizationArn: UNKNOWN })],
    unknown: [thing({ group: UNKNOWN })],
  },
};
