import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { projectRoot } from "../../../local/engine/projectRoot";
import { newKeyPair } from "../../../local/hosts/keys";
import { type FakeAws, fakeAwsEngine } from "../fakeAws";
import { type StackRun, TestStack } from "../stack";

const root = projectRoot();

/** The parts of a stack's environment that these tests change. */
interface Environment {
  adminRanges: string[];
  kernel?: object;
  aws: {
    deletionProtection?: boolean;
    api: { count?: number; host: { instanceType: string } };
    dns: { zoneId: string };
  };
  gateway: { apis: { orders: { openApi: string } } };
}

/** The environment of one of the project's own stacks. */
function environmentOf(stack: string): Environment {
  const text = readFileSync(join(root, `Pulumi.${stack}.yaml`), "utf8");
  const { config } = parse(text) as { config: { "portcullis:environment": Environment } };
  const environment = config["portcullis:environment"];
  const { orders } = environment.gateway.apis;
  // The program's folder is another one here.
  orders.openApi = join(root, orders.openApi);
  return environment;
}

/** What a run did, the unchanged left out: `update aws:ec2/instance:Instance api-1`. */
function changes({ steps }: StackRun): string[] {
  return steps.filter(({ op }) => op !== "same").map(({ op, type, name }) => `${op} ${type} ${name}`);
}

/** Violations of the policy pack that would stop a run. */
function violations({ text }: StackRun): string[] {
  return [...text.matchAll(/\[mandatory\] +(\S+).*/g)].map(([line]) => line);
}

let aws: FakeAws;
beforeEach(async () => {
  aws = await fakeAwsEngine();
});
afterEach(() => aws.dispose());

const sshPrivateKey = newKeyPair("operator").private;

async function useStack(
  name: string,
  environment: Environment,
  work: (stack: TestStack, change: (next: Environment) => Promise<void>) => Promise<void>,
): Promise<void> {
  const { zoneId } = environment.aws.dns;
  aws.exists({
    type: "aws:route53/zone:Zone",
    id: zoneId,
    region: "",
    properties: { zoneId, name: "example.com", arn: `arn:aws:route53:::hostedzone/${zoneId}` },
  });
  const key = "portcullis:environment";
  await TestStack.use(
    {
      engine: aws.engine,
      name,
      policyPack: join(root, "policies"),
      program: `module.exports = require(${JSON.stringify(join(root, "dist/index.js"))});`,
      config: { [key]: JSON.stringify(environment) },
      secrets: { "portcullis:sshPrivateKey": sshPrivateKey },
    },
    (stack) => work(stack, (next) => stack.setConfig(key, JSON.stringify(next))),
  );
}

describe.each(["dev", "staging", "prod"])("%s", (name) => {
  test("goes up, stays as it is, and comes down again, and breaks no rule", async () => {
    const environment = environmentOf(name);
    const protects = environment.aws.deletionProtection === true;
    await useStack(name, environment, async (stack, change) => {
      const preview = await stack.preview();
      expect([violations(preview), preview.code]).toEqual([[], 0]);
      expect(new Set(preview.steps.map(({ op }) => op))).toEqual(new Set(["create"]));

      const up = await stack.up();
      expect([violations(up), up.code]).toEqual([[], 0]);
      expect(up.text).not.toContain("not decided");
      const state = await stack.exportText();
      expect(state).not.toContain("PRIVATE KEY");
      expect(state).not.toContain(sshPrivateKey.split("\n")[1]);

      const commands = aws.commands().length;
      const again = await stack.up();
      expect([changes(again), again.code]).toEqual([[], 0]);
      expect(aws.commands()).toHaveLength(commands);
      expect(changes(await stack.refresh())).toEqual([]);

      if (protects) {
        const refused = await stack.destroy();
        expect(refused.code).not.toBe(0);
        expect(refused.text).toMatch(/protected/);
        await change({ ...environment, aws: { ...environment.aws, deletionProtection: false } });
        // The rules of production would refuse that: here the stack is to go.
        const opened = await stack.up();
        expect([violations(opened), opened.code]).toEqual([[], 0]);
      }
      expect((await stack.destroy()).code).toBe(0);
    });
    expect(aws.cloud.read().resources.map(({ type }) => type)).toEqual(["aws:route53/zone:Zone"]);
  });
});
