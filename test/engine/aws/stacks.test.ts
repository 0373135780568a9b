import { newKeyPair } from "../../../local/hosts/keys";
import { IMAGE } from "../../fakes/aws/images";
import { type FakeAws, fakeAwsEngine } from "../fakeAws";
import { changes, environmentOf, type OwnStack, SSH_KEY, useOwnStack, violations } from "./ownStack";

const INSTANCE = "aws:ec2/instance:Instance";
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

let aws: FakeAws;
beforeEach(async () => {
  aws = await fakeAwsEngine();
});
afterEach(() => aws.dispose());

/** A newer image of each kind that the vendor might publish. */
function publishNewerImages(): void {
  for (const [architecture, name] of [
    ["x86_64", "amd64"],
    ["arm64", "arm64"],
  ])
    aws.exists({
      type: IMAGE,
      id: `ami-newer-${name}`,
      region: "eu-central-1",
      properties: {
        ownerId: "136693071363",
        name: `debian-12-${name}-20301231-1`,
        creationDate: "2030-12-31T00:00:00.000Z",
        architecture: architecture!,
      },
    });
}

/** All that a preview would do to instances. */
async function planned(stack: OwnStack): Promise<string[]> {
  const preview = await stack.preview();
  expect(preview.code).toBe(0);
  return changes(preview).filter((change) => change.includes(` ${INSTANCE} `));
}

describe.each(["dev", "staging", "prod"])("%s", (name) => {
  test("goes up, changes in place, finds drift and comes down again, and breaks no rule", async () => {
    const environment = environmentOf(name);
    const { adminRanges, aws: settings } = environment;
    await useOwnStack(aws, name, environment, async (stack) => {
      const preview = await stack.preview();
      expect([violations(preview).filter((line) => !line.includes("undecided")), preview.code]).toEqual([
        [],
        0,
      ]);
      expect(new Set(preview.steps.map(({ op }) => op))).toEqual(new Set(["create"]));
      expect(aws.cloud.read().resources).toHaveLength(1);

      const up = await stack.up();
      expect([violations(up), up.code]).toEqual([[], 0]);
      expect(up.text).not.toContain("not decided");
      expect(await stack.exportText()).not.toContain("PRIVATE KEY-----");

      const commands = aws.commands().length;
      const again = await stack.up();
      expect([changes(again), again.code]).toEqual([[], 0]);
      expect(aws.commands()).toHaveLength(commands);
      expect(changes(await stack.refresh())).toEqual([]);

      // Neither another image nor other first-boot data touches a machine.
      publishNewerImages();
      expect(changes(await stack.preview())).toEqual([]);
      await stack.setSecret(SSH_KEY, newKeyPair("other").private);
      expect(await planned(stack)).toEqual([]);

      const instanceType = name === "prod" ? "m7i.xlarge" : "t3.medium";
      const api = { ...settings.api, host: { ...settings.api.host, instanceType } };
      const grown = { ...environment, aws: { ...settings, api } };
      await stack.setEnvironment(grown);
      const hosts = Array.from({ length: settings.api.count ?? 1 }, (_, index) => `api-${index + 1}`);
      expect(await planned(stack)).toEqual(hosts.map((host) => `update ${INSTANCE} ${host}`));
      await stack.setEnvironment({ ...grown, adminRanges: [...adminRanges, "198.51.100.0/24"] });
      const changed = await stack.up();
      expect([violations(changed), changed.code]).toEqual([[], 0]);
      const rules = changes(changed).filter((change) => change.includes("aws:vpc/"));
      expect(rules).toEqual([expect.stringMatching(/^create .*198\.51\.100\.0/)]);
      expect(changes(changed).filter((change) => /^(replace|delete)/.test(change))).toEqual([]);
      const machines = aws.cloud.read().resources.filter(({ type }) => type === INSTANCE);
      expect(machines.filter(({ properties }) => properties.instanceType === instanceType)).toHaveLength(
        hosts.length,
      );

      aws.cloud.change(({ resources }) => {
        const rule = resources.find(
          ({ type, properties }) => type === RULE && properties.cidrIpv4 === "198.51.100.0/24",
        );
        rule!.properties.cidrIpv4 = "0.0.0.0/0";
      });
      expect(changes(await stack.refresh())).toEqual([expect.stringMatching(/^update .*198\.51\.100\.0/)]);
      expect(changes(await stack.up())).toEqual([expect.stringMatching(/^update .*198\.51\.100\.0/)]);
      expect(aws.cloud.read().resources.map(({ properties }) => properties.cidrIpv4)).toContain(
        "198.51.100.0/24",
      );

      if (settings.deletionProtection) {
        const refused = await stack.destroy();
        expect([refused.text, refused.code]).not.toEqual([expect.not.stringMatching(/protected/), 0]);
        const unprotected = { ...environment, aws: { ...settings, deletionProtection: false } };
        await stack.setEnvironment(unprotected);
        expect((await stack.preview()).code).not.toBe(0);
        // Policies refuse it for production: here the stack is to go.
        stack.policyPack = undefined;
        expect((await stack.up()).code).toBe(0);
      }
      expect((await stack.destroy()).code).toBe(0);
    });
    const left = aws.cloud.read().resources.filter(({ urn }) => urn !== undefined);
    expect(left).toEqual([]);
  });
});
