import { join } from "node:path";
import { projectRoot } from "../../../local/engine/projectRoot";
import { type FakeAws, fakeAwsEngine } from "../fakeAws";
import { type StackRun, TestStack } from "../stack";

let aws: FakeAws;
beforeEach(async () => {
  aws = await fakeAwsEngine();
});
afterEach(() => aws.dispose());

const zones = ["eu-central-1a", "eu-central-1b"];

/** What a whole environment has around its hosts. */
function program(network: object, roles: string[], deletionProtection = false): string {
  return `
const aws = require(${JSON.stringify(join(projectRoot(), "dist/components/aws"))});
const deletionProtection = ${deletionProtection};
const key = new aws.AwsKey("env-key", { description: "Data of env", deletionProtection });
const bucket = new aws.AwsBucket("env-logs", { keyArn: key.arn, expiryDays: 400, deletionProtection });
const network = new aws.AwsNetwork("env", { settings: ${JSON.stringify(network)}, keyArn: key.arn });
const groups = new aws.AwsSecurityGroups("env", {
  vpcId: network.vpcId,
  plan: {
    roles: ${JSON.stringify(roles)},
    throughBastion: ["api", "logHost"],
    adminRanges: ["203.0.113.0/24"],
    networkRanges: [network.cidrBlock ?? "10.0.0.0/16"],
  },
});
exports.subnets = network.privateSubnets;
exports.bucket = bucket.name;
`;
}

const made = { cidrBlock: "10.20.0.0/16", zones, natGateways: "perZone", interfaceEndpoints: ["ssm"] };
const roles = ["api", "bastion", "logHost", "loadBalancer", "redis"];
const policyPack = join(projectRoot(), "policies");

function use(text: string, work: (stack: TestStack) => Promise<void>): Promise<void> {
  const config = { "aws:region": "eu-central-1" };
  return TestStack.use({ engine: aws.engine, config, program: text, policyPack }, work);
}

/** What was done, in alphabetical order. */
function changes({ steps }: StackRun): string[] {
  return steps
    .filter(({ op }) => op !== "same")
    .map(({ op, name }) => `${op} ${name}`)
    .sort();
}

function count(type: string): number {
  return aws.cloud.read().resources.filter((resource) => resource.type === type).length;
}

test("an environment's surroundings pass every policy, are made, and are taken down", async () => {
  await use(program(made, roles), async (stack) => {
    const preview = await stack.preview();
    expect([preview.code, preview.text]).toEqual([0, expect.not.stringMatching(/\b(?:mandatory|mend)\b/)]);
    const up = await stack.up();
    expect([up.code, up.text]).toEqual([0, expect.not.stringMatching(/\b(?:warning|mandatory|mend)\b/)]);
    expect(count("aws:ec2/subnet:Subnet")).toBe(4);
    expect(count("aws:ec2/natGateway:NatGateway")).toBe(2);
    expect(changes(await stack.up())).toEqual([]);
    expect(changes(await stack.refresh())).toEqual([]);
    expect((await stack.destroy()).code).toBe(0);
  });
  expect(aws.cloud.read().resources).toEqual([]);
});

test("a further zone adds to the network and changes nothing of it", async () => {
  await use(program(made, ["api"]), async (stack) => {
    await stack.up();
    const { subnets } = (await stack.outputs()) as { subnets: object[] };
    stack.setProgram(program({ ...made, zones: ["eu-central-1c", ...zones] }, ["api"]));
    const run = await stack.up();
    expect(run.code).toBe(0);
    const touched = changes(run).filter((change) => !change.startsWith("create "));
    // The network itself has another setting; endpoints reach into the new subnet and route table.
    expect(touched).toEqual(["update env", "update env-endpoints-s3", "update env-endpoints-ssm"]);
    const after = (await stack.outputs()) as { subnets: object[] };
    expect(after.subnets).toEqual(expect.arrayContaining(subnets));
    expect(after.subnets).toHaveLength(3);
  });
});

test("one more range of administrators is one more rule", async () => {
  await use(program(made, ["api", "bastion"]), async (stack) => {
    await stack.up();
    stack.setProgram(
      program(made, ["api", "bastion"]).replace(
        '["203.0.113.0/24"]',
        '["198.51.100.7/32", "203.0.113.0/24"]',
      ),
    );
    // The component itself tells of its new plan.
    expect(changes(await stack.up())).toEqual([
      "create env-bastion-tcp-22-from-198.51.100.7-32",
      "update env",
    ]);
  });
});

test("nothing is made in an existing network", async () => {
  const subnet = { id: "subnet-0123456789abcdef0", cidrBlock: "10.0.1.0/24", zone: zones[0] };
  const existing = { vpcId: "vpc-0123456789abcdef0", publicSubnets: [subnet] };
  await use(program({ existing }, []), async (stack) => {
    const { code, steps } = await stack.preview();
    expect(code).toBe(0);
    expect(steps.filter(({ type }) => type.startsWith("aws:ec2/"))).toEqual([]);
  });
});

test("protected, what cannot be had back is not deleted", async () => {
  await use(program(made, [], true), async (stack) => {
    await stack.up();
    const { code, text } = await stack.destroy();
    expect([code, text]).toEqual([expect.any(Number), expect.stringMatching(/env-key-key.*protected/s)]);
    expect(code).not.toBe(0);
    expect(count("aws:kms/key:Key")).toBe(1);
    expect(count("aws:s3/bucket:Bucket")).toBe(2);
    stack.setProgram(program(made, []));
    expect((await stack.up()).code).toBe(0);
  });
});

test("a mistake is told before anything is made", async () => {
  await use(program({ ...made, cidrBlock: "10.0.0.0/8" }, roles), async (stack) => {
    const { code, text } = await stack.up();
    expect(code).not.toBe(0);
    expect(text).toContain('awsNetwork.cidrBlock must be an IPv4 range from /16 to /24 (got "10.0.0.0/8")');
    expect(count("aws:ec2/vpc:Vpc")).toBe(0);
  });
});
