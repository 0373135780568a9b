import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../local/engine/projectRoot";
import { type FakeAws, fakeAwsEngine } from "./fakeAws";
import { TestStack } from "./stack";

const folder = mkdtempSync(join(tmpdir(), "portcullis-remediation-"));
let aws: FakeAws | undefined;
beforeAll(async () => {
  aws = await fakeAwsEngine();
});
afterAll(() => {
  aws?.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const program = `
const ebs = require("@pulumi/aws/ebs");
const pulumi = require("@pulumi/pulumi");
const tags = { note: pulumi.secret("kept") };
new ebs.Volume("data", { availabilityZone: "eu-central-1a", size: 10, tags });
new ebs.Volume("scratch", { availabilityZone: "eu-central-1a", size: 10, encrypted: false });
`;

test("what is safe is mended where the configuration asks for it, exempt resources and secrets are left", async () => {
  const options = {
    engine: aws!.engine,
    program,
    config: { "aws:region": "eu-central-1" },
    policyPack: join(projectRoot(), "policies"),
  };
  await TestStack.use(options, async (stack) => {
    const refused = await stack.preview();
    expect(refused.text).toContain("data: encrypted is missing");
    expect(refused.code).not.toBe(0);

    const expires = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const exemptions = [{ resource: "scratch", reason: "holds nothing but caches", expires }];
    const levels = [{ stacks: "^test$", level: "remediate" }];
    const config = join(folder, "policies.json");
    const customerKey = { enforcementLevel: "disabled" };
    writeFileSync(
      config,
      JSON.stringify({
        "aws-ebs-volume-encrypted": { levels, exemptions },
        "aws-ebs-customer-key": customerKey,
      }),
    );
    const up = await stack.up("--policy-pack-config", config);
    expect(up.code === 0 ? "" : up.text).toBe("");
    const volumes = (await stack.export()).filter(({ type }) => type === "aws:ebs/volume:Volume");
    const inputs = (name: string): Record<string, unknown> =>
      volumes.find(({ urn }) => urn.endsWith(`::${name}`))!.inputs!;
    expect(inputs("data").encrypted).toBe(true);
    expect(inputs("scratch").encrypted).toBe(false);
    const { note } = inputs("data").tags as Record<string, object>;
    expect(Object.keys(note!)).toContain("ciphertext");

    const again = await stack.preview("--policy-pack-config", config);
    expect(again.steps.filter(({ op }) => op !== "same")).toEqual([]);
  });
});
