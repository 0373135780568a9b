import type { Properties } from "../../../local/plugins/provider/propertyValue";
import { IMAGE } from "../../fakes/aws/images";
import { type FakeAws, fakeAwsEngine } from "../fakeAws";
import { type StackRun, TestStack } from "../stack";

let aws: FakeAws;
beforeEach(async () => {
  aws = await fakeAwsEngine();
});
afterEach(() => aws.dispose());

/** A program of a network with one host. Tests exchange words in it. */
const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const ec2 = require("@pulumi/aws/ec2");
const vpc = new ec2.Vpc("net", { cidrBlock: "10.0.0.0/16" });
const subnet = new ec2.Subnet("subnet", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24", availabilityZone: "eu-central-1a" });
const group = new ec2.SecurityGroup("group", { vpcId: vpc.id, description: "Hosts" });
const ami = ec2.getAmiOutput({
  mostRecent: true,
  owners: ["136693071363"],
  filters: [{ name: "name", values: ["debian-12-amd64-*"] }],
}).id;
const host = new ec2.Instance("host", {
  ami,
  instanceType: "t3.micro",
  subnetId: subnet.id,
  vpcSecurityGroupIds: [group.id],
  userData: pulumi.secret("#cloud-config"),
}, { ignoreChanges: ["IGNORED"] });
exports.address = host.privateIp;
`;

const INSTANCE = "aws:ec2/instance:Instance";

function use(program: string, work: (stack: TestStack) => Promise<void>): Promise<void> {
  return TestStack.use({ engine: aws.engine, config: { "aws:region": "eu-central-1" }, program }, work);
}

/** What was done, in alphabetical order: resources that don't depend on each other come in any. */
function changes({ steps }: StackRun): string[] {
  return steps
    .filter(({ op }) => op !== "same")
    .map(({ op, name }) => `${op} ${name}`)
    .sort();
}

/** What exists of one type. */
function existing(type: string): Properties[] {
  return aws.cloud
    .read()
    .resources.filter((resource) => resource.type === type)
    .map(({ id, properties }) => ({ id, ...properties }));
}

/** Changes what exists behind Pulumi's back. */
function drift(type: string, properties: Properties): void {
  aws.cloud.change(({ resources }) => {
    Object.assign(resources.find((resource) => resource.type === type)!.properties, properties);
  });
}

test("makes a network with a host, changes it, finds drift and takes it down", async () => {
  await use(PROGRAM, async (stack) => {
    const all = ["create group", "create host", "create net", "create subnet"];
    expect(changes(await stack.preview())).toEqual(all);
    expect(aws.cloud.read().resources).toEqual([]);
    const up = await stack.up();
    expect([up.code, up.text]).toEqual([0, expect.not.stringContaining("warning")]);
    expect(await stack.outputs()).toEqual({ address: "10.0.1.4" });
    expect(await stack.exportText()).not.toContain("cloud-config");
    expect(changes(await stack.up())).toEqual([]);

    stack.setProgram(PROGRAM.replace("t3.micro", "t3.small").replace("#cloud-config", "#cloud-config # new"));
    expect(changes(await stack.up())).toEqual(["update host"]);
    const changed = { instanceType: "t3.small", userData: "#cloud-config # new", privateIp: "10.0.1.4" };
    expect(existing(INSTANCE)).toEqual([expect.objectContaining(changed)]);

    expect(changes(await stack.refresh())).toEqual([]);
    drift(INSTANCE, { instanceType: "m5.24xlarge" });
    expect(changes(await stack.refresh())).toEqual(["update host"]);
    expect(await stack.exportText()).not.toContain("cloud-config");
    expect(changes(await stack.up())).toEqual(["update host"]);
    expect(existing(INSTANCE)).toEqual([expect.objectContaining(changed)]);

    aws.cloud.change((state) => {
      state.resources = state.resources.filter(({ type }) => type !== INSTANCE);
    });
    expect(changes(await stack.refresh())).toEqual(["delete host"]);
    expect(changes(await stack.up())).toEqual(["create host"]);
    expect((await stack.destroy()).code).toBe(0);
  });
  expect(aws.cloud.read().resources).toEqual([]);
});

test("replaces what AWS cannot change, and only that", async () => {
  await use(PROGRAM, async (stack) => {
    await stack.up();
    const [former] = existing(INSTANCE);
    const newer = {
      ownerId: "136693071363",
      name: "debian-12-amd64-20270101-1",
      creationDate: "2027-01-01T00:00:00.000Z",
      architecture: "x86_64",
    };
    aws.exists({ type: IMAGE, id: "ami-newer", region: "eu-central-1", properties: newer });
    const preview = changes(await stack.preview());
    expect(preview).toEqual(["create-replacement host", "delete-replaced host", "replace host"]);
    stack.setProgram(PROGRAM.replace("IGNORED", "ami"));
    expect(changes(await stack.preview())).toEqual([]);
    stack.setProgram(PROGRAM);
    await stack.up();
    const [now] = existing(INSTANCE);
    expect(now).toMatchObject({ ami: "ami-newer", privateIp: "10.0.1.5" });
    expect(now!.id).not.toBe(former!.id);
    stack.setProgram(PROGRAM.replace("userData:", "userDataReplaceOnChange: true, userData:"));
    expect(changes(await stack.up())).toEqual(["update host"]);
    stack.setProgram(
      PROGRAM.replace("userData:", "userDataReplaceOnChange: true, userData:").replace(
        "#cloud-config",
        "new",
      ),
    );
    expect(changes(await stack.preview())).toContain("replace host");
  });
});

test("gives a replacement another name, or takes the former away first", async () => {
  const program = (name: string, description: string): string => `
const ec2 = require("@pulumi/aws/ec2");
const vpc = new ec2.Vpc("net", { cidrBlock: "10.0.0.0/16" });
new ec2.SecurityGroup("group", { vpcId: vpc.id, description: "${description}"${name} });
`;
  const run = async (stack: TestStack, text: string): Promise<string[]> => {
    stack.setProgram(text);
    const { steps, text: printed, code } = await stack.up();
    if (code !== 0) throw new Error(printed);
    return steps.filter(({ name, op }) => name === "group" && op !== "same").map(({ op }) => op);
  };
  await use(program("", "First"), async (stack) => {
    await stack.up();
    const [former] = existing("aws:ec2/securityGroup:SecurityGroup");
    expect(former!.name).toMatch(/^group-[0-9a-f]{7}$/);
    const replaced = ["create-replacement", "replace", "delete-replaced"];
    expect(await run(stack, program("", "Second"))).toEqual(replaced);
    expect(existing("aws:ec2/securityGroup:SecurityGroup")[0]!.name).not.toBe(former!.name);
    await run(stack, program(', name: "hosts"', "Second"));
    expect(await run(stack, program(', name: "hosts"', "Third"))).toEqual([
      ...["delete-replaced", "replace", "create-replacement"],
    ]);
  });
});

test("puts default tags on all, and reads what existed before", async () => {
  aws.exists({
    type: "aws:route53/zone:Zone",
    id: "Z1",
    region: "",
    properties: { zoneId: "Z1", name: "example.com", arn: "arn:aws:route53:::hostedzone/Z1" },
  });
  const program = `
const { Provider } = require("@pulumi/aws/provider");
const ec2 = require("@pulumi/aws/ec2");
const route53 = require("@pulumi/aws/route53");
const { getCallerIdentityOutput } = require("@pulumi/aws/getCallerIdentity");
const provider = new Provider("ireland", { region: "eu-west-1", defaultTags: { tags: { Owner: "us" } } });
const vpc = new ec2.Vpc("net", { cidrBlock: "10.0.0.0/16", tags: { Name: "net" } }, { provider });
exports.tags = vpc.tagsAll;
exports.arn = vpc.arn;
exports.account = getCallerIdentityOutput({}, { provider }).accountId;
exports.zone = route53.getZoneOutput({ name: "example.com" }, { provider }).zoneId;
exports.sameZone = route53.Zone.get("zone", "Z1", {}, { provider }).name;
`;
  await use(program, async (stack) => {
    expect((await stack.up()).code).toBe(0);
    expect(await stack.outputs()).toEqual({
      tags: { Name: "net", Owner: "us" },
      arn: expect.stringMatching(/^arn:aws:ec2:eu-west-1:111122223333:vpc\/vpc-[0-9a-f]{17}$/) as string,
      account: "111122223333",
      zone: "Z1",
      sameZone: "example.com",
    });
  });
});
