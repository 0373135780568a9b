import { join } from "node:path";
import { projectRoot } from "../../../local/engine/projectRoot";
import { newKeyPair } from "../../../local/hosts/keys";
import { IMAGE } from "../../fakes/aws/images";
import { type FakeAws, fakeAwsEngine } from "../fakeAws";
import { TestStack } from "../stack";
import { changes } from "./ownStack";

let aws: FakeAws;
beforeAll(async () => {
  aws = await fakeAwsEngine();
  const region = "eu-central-1";
  for (const [type, id, properties] of [
    ["aws:ec2/vpc:Vpc", "vpc-1", { cidrBlock: "10.0.0.0/16" }],
    ["aws:ec2/subnet:Subnet", "subnet-1", { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24" }],
    ["aws:ec2/securityGroup:SecurityGroup", "sg-1", { vpcId: "vpc-1" }],
    ["aws:kms/key:Key", "key-1", { arn: "arn:aws:kms:eu-central-1:111122223333:key/key-1" }],
  ] as const)
    aws.exists({ type, id, region, properties });
  aws.exists({
    type: IMAGE,
    id: "ami-0123456789abcdef0",
    region,
    properties: {
      ownerId: "136693071363",
      name: "debian-12-amd64-20301231-1",
      creationDate: "2030-12-31T00:00:00.000Z",
      architecture: "x86_64",
    },
  });
});
afterAll(() => aws?.dispose());

const operator = newKeyPair("operator");
const component = (file: string): string => JSON.stringify(join(projectRoot(), "dist/components", file));

function program(settings: object, authorizedKey = operator.public, more = ""): string {
  return `
const { AwsHost } = require(${component("aws/index.js")});
const { Kernel } = require(${component("hardening/kernel/kernel.js")});
const host = new AwsHost("api-1", {
  settings: ${JSON.stringify({ platform: "debian-12", ...settings })},
  subnetId: "subnet-1",
  securityGroupIds: ["sg-1"],
  authorizedKey: ${JSON.stringify(authorizedKey)},
  privateKey: ${JSON.stringify(operator.private)},
  keyArn: "arn:aws:kms:eu-central-1:111122223333:key/key-1",
  public: true,
  deletionProtection: false,
  ${more}
});
new Kernel("api-1-kernel", { host });
`;
}

test("what a machine is made from stays; what is asked for replaces it, and brings it every bundle again", async () => {
  const options = { engine: aws.engine, config: { "aws:region": "eu-central-1" }, program: program({}) };
  await TestStack.use(options, async (stack) => {
    const up = await stack.up();
    expect(up.code === 0 ? "" : up.text).toBe("");
    const state = await stack.exportText();
    expect(state).not.toContain("PRIVATE KEY");
    expect(aws.commands().map(({ name, operation }) => [name, operation])).toContainEqual([
      "api-1-kernel-apply",
      "create",
    ]);

    stack.setProgram(program({}, newKeyPair("successor").public));
    expect(changes(await stack.up())).toEqual([]);

    stack.setProgram(program({ instanceType: "t3.large", volume: { sizeGiB: 30 } }));
    expect(changes(await stack.up()).filter((line) => / aws:/.test(` ${line}`))).toEqual([
      "update aws:ec2/instance:Instance api-1",
    ]);

    const before = aws.commands().length;
    stack.setProgram(
      program({ instanceType: "t3.large", volume: { sizeGiB: 30 }, image: "ami-0123456789abcdef0" }),
    );
    const replacement = await stack.up();
    expect(replacement.code === 0 ? "" : replacement.text).toBe("");
    const replaced = changes(replacement);
    expect(replaced).toContain("create-replacement aws:ec2/instance:Instance api-1");
    // There is nothing on it yet.
    expect(
      aws
        .commands()
        .slice(before)
        .map(({ name }) => name),
    ).toContain("api-1-kernel-apply");
    // The former one is not asked to take its bundles back.
    expect(
      aws
        .commands()
        .slice(before)
        .filter(({ operation }) => operation === "delete"),
    ).toEqual([]);
  });
});

test("a wrong setting is told before anything is made", async () => {
  const options = {
    engine: aws.engine,
    config: { "aws:region": "eu-central-1" },
    program: program({ instanceType: "t2.micro" }),
  };
  await TestStack.use(options, async (stack) => {
    const { code, text, steps } = await stack.preview();
    expect(code).not.toBe(0);
    expect(text).toContain("instanceType does not have the right form");
    expect(steps).toEqual([]);
  });
});
