import { join } from "node:path";
import { projectRoot } from "../../../local/engine/projectRoot";
import { type FakeAws, fakeAwsEngine } from "../fakeAws";
import { type StackRun, TestStack } from "../stack";

let aws: FakeAws;
beforeEach(async () => {
  aws = await fakeAwsEngine();
});
afterEach(() => aws.dispose());

const policyPack = join(projectRoot(), "policies");
const components = JSON.stringify(join(projectRoot(), "dist/components/aws"));

function use(program: string, work: (stack: TestStack) => Promise<void>): Promise<void> {
  const config = { "aws:region": "eu-central-1" };
  return TestStack.use({ engine: aws.engine, config, program, policyPack }, work);
}

/** Rules that found something, each with its resource and place, in alphabetical order. */
function findings({ text }: StackRun): string[] {
  const found = [...text.matchAll(/(aws-[a-z0-9-]+) \((?:low|medium|high|critical)\): .*\n\s+(\S+?):? /g)];
  return [...new Set(found.map(([, rule, resource]) => `${rule} ${resource}`))].sort();
}

test("our buckets are as the rules ask, also while their names are not known", async () => {
  const program = `
const kms = require("@pulumi/aws/kms");
const { AwsBucket } = require(${components});
const key = new kms.Key("main", { description: "Logs and snapshots", enableKeyRotation: true });
new AwsBucket("logs", { keyArn: key.arn, expiryDays: 400, deletionProtection: false });
`;
  await use(program, async (stack) => {
    const preview = await stack.preview();
    expect([preview.code, findings(preview)]).toEqual([0, []]);
    const up = await stack.up();
    expect([up.code, findings(up)]).toEqual([0, []]);
  });
});

test("a bare bucket is told all that it lacks before it is made, and a provider its static key", async () => {
  const program = `
const { Provider } = require("@pulumi/aws/provider");
const s3 = require("@pulumi/aws/s3");
new s3.Bucket("bare");
new Provider("static", { region: "eu-central-1", accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "x".repeat(40) });
`;
  await use(program, async (stack) => {
    const preview = await stack.preview();
    expect(preview.code).not.toBe(0);
    expect(findings(preview)).toEqual([
      "aws-provider-static-credentials static",
      "aws-s3-encryption bare",
      "aws-s3-kept-for-ever bare",
      "aws-s3-public-access-unblocked bare",
      "aws-s3-request-log bare",
      "aws-s3-tls-only bare",
      "aws-s3-versioning bare",
    ]);
  });
});
