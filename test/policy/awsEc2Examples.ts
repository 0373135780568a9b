import { gzipSync } from "node:zlib";
import { type Example, type Examples, ofType, secret, UNKNOWN } from "./rule";

const SPOT = "aws:ec2/spotInstanceRequest:SpotInstanceRequest";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";

const instance = ofType();
const spot = ofType(SPOT);
const template = ofType(TEMPLATE);
const configuration = ofType(CONFIGURATION);
const fromTemplate = (properties: Record<string, unknown> = {}): Example =>
  instance({ launchTemplate: { id: UNKNOWN }, ...properties });
const inDev = (example: Example): Example => ({ ...example, stack: "dev" });

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const zipped = (text: string): string => gzipSync(text).toString("base64");
const KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n-----END OPENSSH PRIVATE KEY-----\n";
const HOST_KEY = `#cloud-config\nssh_keys:\n  ed25519_private: |\n    ${KEY.trim().replaceAll("\n", "\n    ")}\n`;
const TOKEN = `#!/bin/sh\necho ghp_${"a1B2".repeat(9)} > /root/token\n`;

/** Examples by rule. */
export const awsEc2Examples: Record<string, Examples> = {
  "aws-instance-imdsv2": {
    fails: [
      ["metadataOptions.httpTokens", instance({})],
      ["metadataOptions.httpTokens", instance({ metadataOptions: { httpEndpoint: "enabled" } })],
      ["metadataOptions.httpTokens", fromTemplate({ metadataOptions: { httpTokens: "optional" } })],
      ["metadataOptions.httpTokens", spot({})],
      ["metadataOptions.httpTokens", template({ metadataOptions: { httpPutResponseHopLimit: 1 } })],
      ["metadataOptions.httpTokens", configuration({})],
    ],
    passes: [
      instance({ metadataOptions: { httpTokens: "required" } }),
      instance({ metadataOptions: { httpEndpoint: "disabled" } }),
      fromTemplate(),
      template({ metadataOptions: { httpTokens: "required" } }),
    ],
    unknown: [instance({ metadataOptions: { httpTokens: UNKNOWN } }), instance({ metadataOptions: UNKNOWN })],
  },
  "aws-instance-metadata-hops": {
    fails: [
      [
        "metadataOptions.httpPutResponseHopLimit",
        instance({ metadataOptions: { httpPutResponseHopLimit: 2 } }),
      ],
      [
        "metadataOptions.httpPutResponseHopLimit",
        template({ metadataOptions: { httpPutResponseHopLimit: 64 } }),
      ],
    ],
    passes: [
      instance({}),
      instance({ metadataOptions: { httpPutResponseHopLimit: 1 } }),
      instance({ metadataOptions: { httpEndpoint: "disabled", httpPutResponseHopLimit: 2 } }),
      { ...configuration({ metadataOptions: { httpPutResponseHopLimit: 2 } }), parameters: { maximum: 2 } },
    ],
    unknown: [instance({ metadataOptions: { httpPutResponseHopLimit: UNKNOWN } })],
  },
  "aws-instance-public-ip": {
    fails: [
      ["associatePublicIpAddress", instance({ associatePublicIpAddress: true })],
      ["associatePublicIpAddress", configuration({ associatePublicIpAddress: true })],
      [
        "networkInterfaces[1].associatePublicIpAddress",
        template({
          networkInterfaces: [{ associatePublicIpAddress: "false" }, { associatePublicIpAddress: "true" }],
        }),
      ],
    ],
    passes: [
      instance({}),
      instance({ associatePublicIpAddress: false }),
      template({}),
      template({ networkInterfaces: [{ subnetId: UNKNOWN }, { associatePublicIpAddress: "" }] }),
    ],
    unknown: [
      instance({ associatePublicIpAddress: UNKNOWN }),
      template({ networkInterfaces: [{ associatePublicIpAddress: UNKNOWN }] }),
    ],
  },
  "aws-instance-own-subnet": {
    fails: [
      ["subnetId", instance({})],
      ["subnetId", spot({ vpcSecurityGroupIds: ["sg-1"] })],
    ],
    passes: [
      instance({ subnetId: "subnet-1" }),
      instance({ networkInterfaces: [{ networkInterfaceId: "eni-1", deviceIndex: 0 }] }),
      instance({ primaryNetworkInterface: { networkInterfaceId: UNKNOWN } }),
      fromTemplate(),
    ],
    unknown: [instance({ subnetId: UNKNOWN })],
  },
  "aws-instance-user-data-secret": {
    fails: [
      ["userData", instance({ userData: secret(TOKEN) })],
      ["userData", instance({ userData: `${HOST_KEY}write_files:\n  - content: |\n      ${KEY}` })],
      ["userDataBase64", instance({ userData: UNKNOWN, userDataBase64: zipped(TOKEN) })],
      ["userData", template({ userData: base64(TOKEN) })],
      ["userDataBase64", configuration({ userDataBase64: base64(TOKEN) })],
    ],
    passes: [
      instance({}),
      instance({ userData: "#!/bin/sh\napt-get install -y nginx\n" }),
      instance({ userData: secret(HOST_KEY) }),
      instance({ userDataBase64: zipped(HOST_KEY) }),
      template({ userData: base64(HOST_KEY) }),
      instance({ userDataBase64: Buffer.from([0x1f, 0x8b, 0x08, 0x00]).toString("base64") }),
    ],
    unknown: [instance({ userData: UNKNOWN }), template({ userData: secret(UNKNOWN) })],
  },
  "aws-instance-profile": {
    fails: [
      ["iamInstanceProfile", instance({})],
      ["iamInstanceProfile", spot({})],
    ],
    passes: [instance({ iamInstanceProfile: "host" }), fromTemplate()],
    unknown: [instance({ iamInstanceProfile: UNKNOWN })],
  },
  "aws-instance-key-pair": {
    fails: [
      ["keyName", instance({ keyName: "shared" })],
      ["keyName", template({ keyName: "shared" })],
    ],
    passes: [instance({}), configuration({ userData: "#cloud-config\n" })],
    unknown: [instance({ keyName: UNKNOWN })],
  },
  "aws-instance-termination-protection": {
    fails: [
      ["disableApiTermination", instance({})],
      ["disableApiTermination", fromTemplate({ disableApiTermination: false })],
    ],
    passes: [instance({ disableApiTermination: true }), fromTemplate(), inDev(instance({}))],
    unknown: [instance({ disableApiTermination: UNKNOWN })],
  },
  "aws-instance-detailed-monitoring": {
    fails: [
      ["monitoring", instance({})],
      ["monitoring", fromTemplate({ monitoring: false })],
      ["monitoring.enabled", template({})],
      ["monitoring.enabled", template({ monitoring: { enabled: false } })],
      ["enableMonitoring", configuration({ enableMonitoring: false })],
    ],
    passes: [
      instance({ monitoring: true }),
      fromTemplate(),
      template({ monitoring: { enabled: true } }),
      configuration({}),
    ],
    unknown: [instance({ monitoring: UNKNOWN }), template({ monitoring: UNKNOWN })],
  },
  "aws-instance-ebs-optimized": {
    fails: [
      ["ebsOptimized", instance({ instanceType: "m3.xlarge" })],
      ["ebsOptimized", template({ instanceType: "r3.2xlarge", ebsOptimized: "false" })],
    ],
    passes: [
      instance({ instanceType: "t3.small" }),
      instance({ instanceType: "m3.xlarge", ebsOptimized: true }),
      template({ instanceType: "r3.2xlarge", ebsOptimized: "true" }),
      fromTemplate(),
    ],
    unknown: [
      instance({ instanceType: UNKNOWN }),
      instance({ instanceType: "m3.xlarge", ebsOptimized: UNKNOWN }),
    ],
  },
  "aws-autoscaling-launch-template": {
    fails: [["launchConfiguration", { properties: { launchConfiguration: "old" } }]],
    passes: [
      { properties: { launchTemplate: { id: UNKNOWN, version: "$Latest" } } },
      { properties: { mixedInstancesPolicy: { launchTemplate: {} } } },
    ],
    unknown: [{ properties: { launchConfiguration: UNKNOWN } }],
  },
  "aws-autoscaling-health-check": {
    fails: [
      ["healthCheckType", { properties: { targetGroupArns: [UNKNOWN] } }],
      ["healthCheckType", { properties: { loadBalancers: ["old"], healthCheckType: "EC2" } }],
    ],
    passes: [{ properties: { targetGroupArns: ["arn"], healthCheckType: "ELB" } }, { properties: {} }],
    unknown: [{ properties: { targetGroupArns: UNKNOWN } }],
  },
};
