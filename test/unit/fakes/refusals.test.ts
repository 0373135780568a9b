import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UNKNOWN, type Properties } from "../../../local/plugins/provider/propertyValue";
import type { Operation } from "../../../local/plugins/provider/resourceType";
import { fakeAws } from "../../fakes/aws/plugin";

const folder = mkdtempSync(join(tmpdir(), "portcullis-fake-aws-"));
afterAll(() => rmSync(folder, { recursive: true }));
let clouds = 0;

/** A plugin with an empty cloud, to call as the engine does. */
function plugin(): { check: (token: string, inputs: Properties) => string[]; create: Create } {
  process.env.FAKE_AWS_STATE = join(folder, `${clouds++}.json`);
  const fake = fakeAws();
  fake.configure!({ region: "eu-central-1" });
  const operation = (token: string, name: string): Operation => ({
    name,
    urn: `urn:pulumi:test::test::${token}::${name}`,
    id: "",
    status: () => undefined,
    message: () => undefined,
    signal: new AbortController().signal,
  });
  return {
    check: (token, inputs) =>
      fake
        .resource(token)
        .check(inputs, operation(token, "one"), {})
        .failures.map(({ reason }) => reason),
    create: async (token, name, inputs) =>
      (await fake.resource(token).create(inputs, operation(token, name))).id,
  };
}

type Create = (token: string, name: string, inputs: Properties) => Promise<string>;

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const INSTANCE = "aws:ec2/instance:Instance";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const ROLE = "aws:iam/role:Role";

const trust = (statement: Properties): Properties => ({
  assumeRolePolicy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
});
const TRUST = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };

test.each<[string, Properties, string]>([
  [
    VPC,
    { cidrBlok: "10.0.0.0/16" },
    "cidrBlok is not a property of aws:ec2/vpc:Vpc (did you mean cidrBlock?)",
  ],
  [
    INSTANCE,
    { metadataOptions: { httpTokns: "required" } },
    "metadataOptions.httpTokns is not a property of",
  ],
  [
    INSTANCE,
    { rootBlockDevice: { volumeSize: "20" } },
    'rootBlockDevice.volumeSize must be a number, not the string "20"',
  ],
  [INSTANCE, { vpcSecurityGroupIds: "sg-1" }, "must be an array, each element a string"],
  [SUBNET, { cidrBlock: "10.0.1.0/24" }, "vpcId is required"],
  [
    "aws:lb/listener:Listener",
    { loadBalancerArn: "arn", defaultActions: [{}] },
    "defaultActions[0].type is required",
  ],
  [VPC, { cidrBlock: "10.0.0.1/16" }, "has bits set behind its length: write 10.0.0.0/16"],
  [VPC, { cidrBlock: "10.0.0.0/8" }, "must be between /16 and /28"],
  [INSTANCE, { userData: "x".repeat(16385) }, "userData has 16385 bytes; EC2 takes at most 16384"],
  [GROUP, { description: "Don't" }, "EC2 takes at most 255 letters"],
  [
    "aws:lb/loadBalancer:LoadBalancer",
    { name: "a".repeat(33) },
    "at most 32 letters, digits and inner hyphens",
  ],
  [
    RULE,
    { securityGroupId: "sg-1", ipProtocol: "tcp", cidrIpv4: "0.0.0.0/0" },
    "ipProtocol tcp needs fromPort and toPort",
  ],
  [RULE, { securityGroupId: "sg-1", ipProtocol: "-1" }, "exactly one of cidrIpv4, cidrIpv6"],
  [ROLE, { assumeRolePolicy: "{" }, "assumeRolePolicy is not JSON"],
  [ROLE, trust({ ...TRUST, Conditions: {} }), "assumeRolePolicy Statement 0: has no element Conditions"],
  [
    ROLE,
    trust({ ...TRUST, Principal: { Service: "ec2" } }),
    '"ec2" is not a service such as ec2.amazonaws.com',
  ],
  [ROLE, trust({ ...TRUST, Action: "AssumeRole" }), '"AssumeRole" is not an action such as s3:GetObject'],
  [ROLE, trust({ ...TRUST, Condition: { StringEqual: {} } }), "Condition has no operator StringEqual"],
  ["aws:kms/key:Key", { deletionWindowInDays: 3 }, "deletionWindowInDays 3 is not 7 to 30"],
  ["aws:s3/bucket:Bucket", { bucket: "Logs" }, "3 to 63 lower-case letters"],
  ["aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 366 }, "retentionInDays 366 is not one of"],
])("refuses %s %j", (token, inputs, reason) => {
  expect(plugin().check(token, inputs)).toEqual([expect.stringContaining(reason)]);
});

test.each<[string, Properties]>([
  [VPC, { cidrBlock: UNKNOWN }],
  [INSTANCE, { rootBlockDevice: UNKNOWN, vpcSecurityGroupIds: [UNKNOWN], userData: UNKNOWN }],
  [
    RULE,
    {
      securityGroupId: UNKNOWN,
      ipProtocol: "tcp",
      fromPort: 1,
      toPort: 2,
      referencedSecurityGroupId: UNKNOWN,
    },
  ],
  [ROLE, { assumeRolePolicy: UNKNOWN }],
  [ROLE, trust(TRUST)],
  ["aws:sqs/queue:Queue", { fifoQueue: true }],
])("takes %s %j", (token, inputs) => {
  expect(plugin().check(token, inputs)).toEqual([]);
});

test("refuses what does not fit to what exists", async () => {
  const { create } = plugin();
  const vpcId = await create(VPC, "net", { cidrBlock: "10.0.0.0/16" });
  const subnetId = await create(SUBNET, "one", { vpcId, cidrBlock: "10.0.0.0/23" });
  const refused: [string, Properties, string][] = [
    [SUBNET, { vpcId: "vpc-0", cidrBlock: "10.0.2.0/24" }, 'vpcId "vpc-0": there is no such aws:ec2/vpc:Vpc'],
    [SUBNET, { vpcId, cidrBlock: "10.1.0.0/24" }, "10.1.0.0/24 is not part of 10.0.0.0/16"],
    [SUBNET, { vpcId, cidrBlock: "10.0.1.0/24" }, `10.0.1.0/24 overlaps 10.0.0.0/23 of ${subnetId}`],
    [SUBNET, { vpcId, cidrBlock: "10.0.2.0/24", region: "eu-west-1" }, "is in eu-central-1, not eu-west-1"],
    [
      SUBNET,
      { vpcId, cidrBlock: "10.0.2.0/24", availabilityZone: "eu-west-1a" },
      "availabilityZone eu-west-1a is not one of eu-central-1",
    ],
    [INSTANCE, { subnetId, ami: "ami-0" }, "there is no image ami-0 in eu-central-1"],
    [
      INSTANCE,
      { subnetId, privateIp: "10.0.0.3" },
      "10.0.0.3 is not one of the free addresses of 10.0.0.0/23",
    ],
    [
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      { role: "nobody", policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" },
      'role "nobody": there is no such aws:iam/role:Role',
    ],
  ];
  for (const [token, inputs, reason] of refused)
    await expect(async () => create(token, "two", inputs)).rejects.toThrow(reason);
});
