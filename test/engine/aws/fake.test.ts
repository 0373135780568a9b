import type { Properties } from "../../../local/plugins/provider/propertyValue";
import { type FakeAws, fakeAwsEngine } from "../fakeAws";
import { type StackRun, TestStack } from "../stack";

let aws: FakeAws;
beforeEach(async () => {
  aws = await fakeAwsEngine();
});
afterEach(() => aws.dispose());

/** A program of a network with one host, in which tests exchange lines. */
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
  userData: "#cloud-config",
}, { ignoreChanges: ["ami"] });
exports.address = host.privateIp;
`;

function use(program: string, work: (stack: TestStack) => Promise<void>): Promise<void> {
  return TestStack.use({ engine: aws.engine, config: { "aws:region": "eu-central-1" }, program }, work);
}

function changes({ steps }: StackRun): string[] {
  const changed = steps.filter(({ op }) => op !== "same").map(({ op, name }) => `${op} ${name}`);
  // Resources that don't depend on each other come in any order.
  return changed.sort();
}

function made(type: string): Properties[] {
  return aws.cloud
    .read()
    .resources.filter((resource) => resource.type === type)
    .map(({ id, properties }) => ({ id, ...properties }));
}

test("makes a network with a host, changes it, finds drift and takes it down", async () => {
  await use(PROGRAM, async (stack) => {
    expect(changes(await stack.preview())).toEqual([
      "create group",
      "create host",
      "create net",
      "create subnet",
    ]);
    expect(aws.cloud.read().resources).toEqual([]);
    const up = await stack.up();
    expect([up.code, up.text]).toEqual([0, expect.not.stringContaining("warning")]);
    expect(await stack.outputs()).toEqual({ address: "10.0.1.4" });
    expect(changes(await stack.up())).toEqual([]);

    stack.setProgram(PROGRAM.replace("t3.micro", "t3.small").replace("#cloud-config", "#cloud-config # new"));
    expect(changes(await stack.up())).toEqual(["update host"]);
    const [host] = made("aws:ec2/instance:Instance");
    expect(host).toMatchObject({ instanceType: "t3.small", privateIp: "10.0.1.4" });

    expect(changes(await stack.refresh())).toEqual([]);
    aws.cloud.change(({ resources }) => {
      const found = resources.find(({ id }) => id === host!.id)!;
      found.properties.instanceType = "m5.24xlarge";
    });
    expect(changes(await stack.refresh())).toEqual(["update host"]);
    expect(changes(await stack.preview())).toEqual(["update host"]);
    await stack.up();
    expect(made("aws:ec2/instance:Instance")[0]!.instanceType).toBe("t3.small");
    expect((await stack.destroy()).code).toBe(0);
  });
  expect(aws.cloud.read().resources).toEqual([]);
});
