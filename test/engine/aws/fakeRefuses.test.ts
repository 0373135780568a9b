import { type FakeAws, fakeAwsEngine } from "../fakeAws";
import { TestStack } from "../stack";

let aws: FakeAws;
beforeAll(async () => {
  aws = await fakeAwsEngine();
});
afterAll(() => aws.dispose());

const PREAMBLE = `
const pulumi = require("@pulumi/pulumi");
const ec2 = require("@pulumi/aws/ec2");
const iam = require("@pulumi/aws/iam");
`;

function use<T>(program: string, work: (stack: TestStack) => Promise<T>): Promise<T> {
  const config = { "aws:region": "eu-central-1" };
  return TestStack.use({ engine: aws.engine, config, program: PREAMBLE + program }, work);
}

const NET = `const vpc = new ec2.Vpc("net", { cidrBlock: "10.0.0.0/16" });`;

test.each([
  [
    `new pulumi.CustomResource("aws:ec2/vpc:Vpc", "net", { cidrBlok: "10.0.0.0/16" });`,
    "cidrBlok is not a property of aws:ec2/vpc:Vpc (did you mean cidrBlock?)",
  ],
  [`exports.x = iam.getRoleOutput({ name: "x" }).arn;`, "fake aws: aws:iam/getRole:getRole is not answered"],
  [`new pulumi.CustomResource("aws:ec2/vpc:Vpk", "net", {});`, "has no resource aws:ec2/vpc:Vpk"],
])("refuses in a preview: %s", async (program, message) => {
  await use(program, async (stack) => {
    const { code, text } = await stack.preview();
    expect(text).toContain(message);
    expect(code).not.toBe(0);
  });
});

test("refuses to delete what is needed or protected", async () => {
  const protectedHost = (protection: boolean): string => `${NET}
const subnet = new ec2.Subnet("subnet", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
const ami = ec2.getAmiOutput({ mostRecent: true, owners: ["136693071363"] }).id;
new ec2.Instance("host", { ami, instanceType: "t3.micro", subnetId: subnet.id, disableApiTermination: ${protection} });
`;
  await use(protectedHost(true), async (stack) => {
    expect((await stack.up()).code).toBe(0);
    // Somebody else's, which the stack knows nothing of.
    const vpcId = aws.cloud.read().resources.find(({ type }) => type === "aws:ec2/vpc:Vpc")!.id;
    const properties = { vpcId, cidrBlock: "10.0.9.0/24" };
    aws.exists({ type: "aws:ec2/subnet:Subnet", id: "subnet-theirs", region: "eu-central-1", properties });
    const first = await stack.destroy();
    expect(first.text).toMatch(/OperationNotPermitted: i-\w+ has disableApiTermination set/);
    stack.setProgram(PREAMBLE + protectedHost(false));
    await stack.up();
    const second = await stack.destroy();
    expect(second.text).toContain(
      `DependencyViolation: aws:ec2/vpc:Vpc ${vpcId} (net) is the vpcId of aws:ec2/subnet:Subnet subnet-theirs`,
    );
    aws.cloud.change((state) => {
      state.resources = state.resources.filter(({ id }) => id !== "subnet-theirs");
    });
    expect((await stack.destroy()).code).toBe(0);
  });
});
