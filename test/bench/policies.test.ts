import { join } from "node:path";
import { projectRoot } from "../../local/engine/projectRoot";
import { Judge } from "../../policies/core/judge";
import type { Rule } from "../../policies/core/rule";
import { rules } from "../../policies/rules";
import { examples } from "../policy/examples";
import { resource } from "../policy/rule";
import { type FakeAws, fakeAwsEngine } from "../engine/fakeAws";
import { type StackRun, TestStack } from "../engine/stack";
import { compare } from "./measure";

/** How much longer a preview may take with the pack than without. */
const BOUND = 1.3;
const ROUNDS = 5;
const RESOURCES = 1000;

/** Resources of kinds that every program on AWS has, and that several rules look at; none breaks a mandatory rule. */
const PROGRAM = `
const cloudwatch = require("@pulumi/aws/cloudwatch");
const ebs = require("@pulumi/aws/ebs");
const iam = require("@pulumi/aws/iam");
const sns = require("@pulumi/aws/sns");
const vpc = require("@pulumi/aws/vpc");
const kmsKeyId = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const assumeRolePolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }],
});
for (let at = 0; at < ${RESOURCES / 5}; at++) {
  new cloudwatch.LogGroup("log-" + at, { kmsKeyId, retentionInDays: 365 });
  new ebs.Volume("volume-" + at, { availabilityZone: "eu-central-1a", size: 10, encrypted: true, kmsKeyId });
  new iam.Role("role-" + at, { assumeRolePolicy });
  new sns.Topic("topic-" + at, { kmsMasterKeyId: kmsKeyId });
  new vpc.SecurityGroupIngressRule("rule-" + at, {
    securityGroupId: "sg-0123456789abcdef0",
    description: "HTTPS from a neighbour",
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrIpv4: "10.0.0.0/16",
  });
}
`;

let aws: FakeAws;
beforeAll(async () => {
  aws = await fakeAwsEngine();
});
afterAll(() => aws?.dispose());

function succeeded({ code, text, steps }: StackRun): void {
  if (code !== 0) throw new Error(text);
  expect(steps).toHaveLength(RESOURCES);
}

test(`a preview of ${RESOURCES} resources takes at most ${BOUND} times as long with the pack`, async () => {
  const options = {
    engine: aws.engine,
    name: "dev",
    config: { "aws:region": "eu-central-1" },
    program: PROGRAM,
  };
  await TestStack.use({ ...options, policyPack: join(projectRoot(), "policies") }, (judged) =>
    TestStack.use(options, async (plain) => {
      const preview = (stack: TestStack) => ({
        run: async (measure: <T>(work: () => Promise<T>) => Promise<T>) =>
          succeeded(await measure(() => stack.preview())),
      });
      const [comparison] = await compare(
        { name: `preview of ${RESOURCES} resources with ${rules.length} rules`, ...preview(judged) },
        [{ name: `without, at most ${BOUND}`, ...preview(plain) }],
        ROUNDS,
      );
      process.stdout.write(`${comparison!.line}\n`);
      expect(comparison!.ratio).toBeLessThanOrEqual(BOUND);
    }),
  );
});

/** Microseconds that a rule takes to judge its own examples, each once. */
function cost(rule: Rule): number {
  const { fails, passes } = examples[rule.id]!;
  const things = [...fails.map(([, example]) => example), ...passes].map((example, at) =>
    resource(`thing${at}`, { ...example, type: example.type ?? rule.types[0] }),
  );
  const judge = new Judge({ rules: [rule], stack: "prod", configuration: new Map() });
  const once = (): number => {
    const started = process.hrtime.bigint();
    for (const thing of things) judge.inputs(thing);
    judge.outputs(things);
    return Number(process.hrtime.bigint() - started) / 1000 / things.length;
  };
  const times = Array.from({ length: 50 }, once).sort((a, b) => a - b);
  return times[25]!;
}

test("no rule takes a third of all rules' time", () => {
  const costs = rules.map((rule) => ({ id: rule.id, microseconds: cost(rule) }));
  const all = costs.reduce((sum, { microseconds }) => sum + microseconds, 0);
  const lines = costs
    .sort((a, b) => b.microseconds - a.microseconds)
    .map(({ id, microseconds }) => `${((100 * microseconds) / all).toFixed(1).padStart(5)} %  ${id}`);
  process.stdout.write(`Share of each rule in the time of all, for one resource:\n${lines.join("\n")}\n`);
  expect(costs[0]!.microseconds / all).toBeLessThan(1 / 3);
});
