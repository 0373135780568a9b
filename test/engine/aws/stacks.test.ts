import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
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
        const opened = await stack.up();
        expect(violations(opened)).toContainEqual(expect.stringContaining("pulumi-protect"));
        expect(opened.code).not.toBe(0);
        // What is to go needs no protection any more, and no rule.
        const config = join(mkdtempSync(join(tmpdir(), "portcullis-policies-")), "policies.json");
        try {
          writeFileSync(config, JSON.stringify({ all: "disabled" }));
          expect(await stack.up("--policy-pack-config", config)).toMatchObject({ code: 0 });
        } finally {
          rmSync(dirname(config), { recursive: true });
        }
      }
      expect((await stack.destroy()).code).toBe(0);
    });
    expect(aws.cloud.read().resources.map(({ type }) => type)).toEqual(["aws:route53/zone:Zone"]);
  });
});

/** The instances of the cloud, by name. */
function instances(): Record<string, unknown>[] {
  return aws.cloud
    .read()
    .resources.filter(({ type }) => type === "aws:ec2/instance:Instance")
    .map(({ properties }) => properties);
}

test("neither a newer image, nor another key, nor an admin range replaces a machine; another size is an update", async () => {
  const environment = environmentOf("dev");
  await useStack("dev", environment, async (stack, change) => {
    expect((await stack.up()).code).toBe(0);
    const [before] = instances();

    aws.exists({
      type: "fake:aws:Image",
      id: "ami-0ffffffffffffffff",
      region: "eu-central-1",
      properties: {
        imageId: "ami-0ffffffffffffffff",
        name: "debian-12-amd64-20991231-0000",
        ownerId: "136693071363",
        architecture: "x86_64",
        creationDate: "2099-12-31T00:00:00.000Z",
      },
    });
    await stack.setSecret("portcullis:sshPrivateKey", newKeyPair("successor").private);
    await change({ ...environment, adminRanges: [...environment.adminRanges, "198.51.100.0/24"] });
    const update = await stack.up();
    expect(update.code).toBe(0);
    const touched = changes(update);
    expect(touched.filter((line) => /replace|delete/.test(line))).toEqual([]);
    expect(touched.filter((line) => /^\S+ aws:/.test(line))).toEqual([
      "create aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule dev-groups-api-tcp-22-from-198.51.100.0-24",
    ]);
    expect(instances()).toEqual([before]);

    const { api } = environment.aws;
    const larger = { ...api, host: { ...api.host, instanceType: "t3.medium" } };
    await change({ ...environment, aws: { ...environment.aws, api: larger } });
    const resize = await stack.up();
    expect(resize.code).toBe(0);
    expect(changes(resize)).toContain("update aws:ec2/instance:Instance api-1");
    expect(changes(resize).filter((line) => /replace/.test(line))).toEqual([]);
    expect(instances()).toEqual([expect.objectContaining({ ami: before!.ami, instanceType: "t3.medium" })]);
  });
});

test("a change reaches one host after the other, and stops at the first that fails", async () => {
  const environment = environmentOf("staging");
  environment.aws.api.count = 3;
  const hosts = ["api-1", "api-2", "api-3"];
  /** Hosts whose kernel settings were touched, from the first begin to the last end, oldest first. */
  const kernelSteps = (): string[] =>
    aws
      .commands()
      .filter(({ name, operation }) => /^(api-\d|bastion)-kernel-apply$/.test(name) && operation === "update")
      .map(
        ({ name, event, failed }) =>
          `${event} ${name.replace("-kernel-apply", "")}${failed ? " failed" : ""}`,
      );
  await useStack("staging", environment, async (stack, change) => {
    expect((await stack.up()).code).toBe(0);
    aws.failCommands(["api-2-kernel-apply"]);
    await change({ ...environment, kernel: { overrides: { "vm.swappiness": 10 } } });
    const failed = await stack.up();
    expect(failed.code).not.toBe(0);
    expect(kernelSteps()).toEqual(
      ["bastion", "api-1", "api-2"].flatMap((host) =>
        host === "api-2" ? ["begin api-2 failed", "end api-2 failed"] : [`begin ${host}`, `end ${host}`],
      ),
    );

    aws.failCommands([]);
    const mended = await stack.up();
    expect(mended.code).toBe(0);
    const finished = kernelSteps().slice(6);
    expect(finished).toEqual(hosts.slice(1).flatMap((host) => [`begin ${host}`, `end ${host}`]));
    // All of them are reached through the bastion.
    const served = aws.commands().filter(({ name }) => name.startsWith("api-"));
    expect(new Set(served.map(({ proxy }) => proxy === undefined))).toEqual(new Set([false]));
  });
});
