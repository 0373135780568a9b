import { TestStack } from "../stack";
import { type FakeAws, fakeAwsEngine } from "../fakeAws";

let aws: FakeAws;
beforeAll(async () => {
  aws = await fakeAwsEngine();
});
afterAll(() => aws.dispose());

/** Configuration of the default provider. */
const config = { "aws:region": "eu-central-1" };

test("makes, changes, finds and destroys what a program asks for", async () => {
  await TestStack.use(
    {
      engine: aws.engine,
      config,
      program: `
const ec2 = require("@pulumi/aws/ec2");
const vpc = new ec2.Vpc("net", { cidrBlock: "10.0.0.0/16", tags: { Name: "net" } });
exports.id = vpc.id;
exports.arn = vpc.arn;
`,
    },
    async (stack) => {
      expect((await stack.preview()).steps).toEqual([{ op: "create", type: "aws:ec2/vpc:Vpc", name: "net" }]);
      const up = await stack.up();
      expect([up.code, up.text]).toEqual([0, expect.stringContaining("1 created") as string]);
      expect((await stack.up()).steps.map(({ op }) => op)).toEqual(["same"]);
    },
  );
  expect(aws.cloud.read().resources).toEqual([]);
});
