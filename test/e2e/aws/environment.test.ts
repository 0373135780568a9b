import { join } from "node:path";
import { projectRoot } from "../../../local/engine/projectRoot";
import { type LocalHost, runCommand } from "../../../local/hosts";
import { newKeyPair } from "../../../local/hosts/keys";
import { type FakeAws, fakeAwsEngine } from "../../engine/fakeAws";
import { TestStack } from "../../engine/stack";
import { asRoot } from "../hardening/hosts";
import { openEnvironment, type TestEnvironment } from "../support";
import { type Machines, serveMachines } from "./machines";

let local: TestEnvironment;
let machines: Machines;
let aws: FakeAws;

beforeAll(async () => {
  local = await openEnvironment("aws-hosts");
  machines = await serveMachines(local.environment);
  aws = await fakeAwsEngine("run");
});
afterAll(async () => {
  aws?.dispose();
  await machines?.close();
  await local?.dispose();
});

const VPC = "vpc-0123456789abcdef0";

/** Lays out a network that exists, where the local hosts will be: they get addresses from .10 on, one after the other. */
function existingNetwork(prefix: string): object {
  const region = "eu-central-1";
  const subnet = (number: number, cidrBlock: string) => {
    const id = `subnet-0123456789abcdef${number}`;
    // EC2 keeps five addresses of a subnet for itself: to the fake it is larger than to the local hosts.
    const properties = { vpcId: VPC, cidrBlock: `10.0.${number}.0/24`, availabilityZone: `${region}a` };
    aws.exists({ type: "aws:ec2/subnet:Subnet", id, region, properties });
    return { id, cidrBlock, zone: `${region}a` };
  };
  aws.exists({
    type: "aws:ec2/vpc:Vpc",
    id: VPC,
    region,
    properties: { cidrBlock: "10.0.0.0/16" },
  });
  return {
    vpcId: VPC,
    publicSubnets: [subnet(0, `${prefix}.8/30`)],
    privateSubnets: [subnet(1, `${prefix}.12/30`)],
  };
}

/** The local host that an instance is, by its name. */
async function hostOf(name: string): Promise<LocalHost> {
  const instance = aws.cloud
    .read()
    .resources.find(
      ({ type, properties }) =>
        type === "aws:ec2/instance:Instance" && (properties.tags as { Name?: string }).Name === name,
    );
  return local.environment.startHost({ name: instance!.id });
}

/** Whether this machine, which is an administrator's, gets through to a host's SSH port. */
async function answers(address: string): Promise<boolean> {
  const script = `exec 3<>/dev/tcp/${address}/22 && head -c 4 <&3`;
  const { stdout } = await runCommand(["timeout", "3", "bash", "-c", script]);
  return stdout === "SSH-";
}

test("a bastion, a public host and a private one are hardened, each over the way that is left to it", async () => {
  const { prefix, gateway } = await local.environment.bringUp();
  const host = { platform: "debian-12" };
  const environment = {
    adminRanges: [`${gateway}/32`],
    aws: {
      region: "eu-central-1",
      network: { existing: existingNetwork(prefix) },
      bastion: host,
      api: { host },
      logs: { host },
      alarms: { emails: ["ops@example.com"] },
    },
  };
  await TestStack.use(
    {
      engine: { ...aws.engine, env: { ...aws.engine.env, FAKE_AWS_MACHINES: machines.url } },
      name: "dev",
      policyPack: join(projectRoot(), "policies"),
      program: `module.exports = require(${JSON.stringify(join(projectRoot(), "dist/index.js"))});`,
      config: { "portcullis:environment": JSON.stringify(environment) },
      secrets: { "portcullis:sshPrivateKey": newKeyPair("operator").private },
    },
    async (stack) => {
      const { code, text } = await stack.up();
      expect(code === 0 ? "" : text).toBe("");
      expect((await stack.up()).steps.filter(({ op }) => op !== "same")).toEqual([]);

      const [bastion, api, logs] = await Promise.all(["bastion", "api-1", "logs-1"].map(hostOf));
      // The firewall of the private host knows the bastion's subnet alone, and that is how it was set up.
      expect(await Promise.all([bastion!, api!, logs!].map(({ address }) => answers(address)))).toEqual([
        true,
        true,
        false,
      ]);
      // It runs confined as it is, and says what a host outside of EC2 lacks.
      const metrics = await asRoot(
        api!,
        "systemctl start portcullis-metrics; journalctl -u portcullis-metrics -o cat",
      );
      expect(metrics.stdout).toContain("portcullis-metrics: the instance's metadata does not answer");
      // What a key's public half opens here is no forwarding, but on the bastion.
      for (const [one, forwards] of [
        [bastion!, "local"],
        [api!, "no"],
      ] as const)
        expect((await asRoot(one, "sshd -T | grep -i ^allowtcpforwarding")).stdout).toContain(forwards);
      expect((await stack.destroy()).code).toBe(0);
    },
  );
});
