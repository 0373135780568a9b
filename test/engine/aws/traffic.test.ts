import { join } from "node:path";
import { platforms } from "../../../components/host/platform";
import { projectRoot } from "../../../local/engine/projectRoot";
import type { Properties } from "../../../local/plugins/provider/propertyValue";
import { type FakeAws, fakeAwsEngine } from "../fakeAws";
import { type StackRun, TestStack } from "../stack";

const root = projectRoot();
const region = "eu-central-1";
const zoneId = "Z0123456789";
const component = (file: string): string => JSON.stringify(join(root, "dist/components", file));

let aws: FakeAws;
beforeAll(async () => {
  aws = await fakeAwsEngine();
  const existing: [type: string, id: string, properties: Properties, where?: string][] = [
    ["aws:ec2/vpc:Vpc", "vpc-1", { cidrBlock: "10.0.0.0/16" }],
    ["aws:ec2/subnet:Subnet", "subnet-a", { vpcId: "vpc-1" }],
    ["aws:ec2/subnet:Subnet", "subnet-b", { vpcId: "vpc-1" }],
    ["aws:ec2/securityGroup:SecurityGroup", "sg-1", { vpcId: "vpc-1" }],
    ["aws:ec2/instance:Instance", "i-1", {}],
    ["aws:ec2/instance:Instance", "i-2", {}],
    ["aws:s3/bucket:Bucket", "logs", { bucket: "logs" }],
    ["aws:kms/key:Key", "key-1", { arn: "arn:aws:kms:eu-central-1:111122223333:key/key-1" }],
    ["aws:route53/zone:Zone", zoneId, { zoneId, name: "example.com" }, ""],
  ];
  aws.cloud.change((state) => {
    for (const [type, id, properties, where = region] of existing)
      state.resources.push({ type, id, region: where, properties });
  });
});
afterAll(() => aws.dispose());

interface Shape {
  hosts: number;
  replicas?: number;
  balancing?: "network" | "dns";
}

/** Hosts whose gateways share a Redis, and what leads to them. */
function program({ hosts, replicas, balancing = "network" }: Shape): string {
  const settings = {
    engine: "tyk",
    tyk: { binary: { url: "https://example.com/tyk", sha256: "0".repeat(64) } },
    apis: {
      orders: {
        upstreams: ["http://127.0.0.1:8080"],
        openApi: "openapi.json",
        roles: ["reader"],
        rateLimit: { minute: 60 },
      },
    },
    consumers: { shop: { roles: ["reader"], jwt: {} } },
  };
  const documents = join(root, "components/demo/assets");
  return `
require(${JSON.stringify(join(root, "scripts/plainStackTraces.cjs"))}).mapErrorsOnly();
const pulumi = require("@pulumi/pulumi");
const { AwsDns, AwsLoadBalancer, AwsRedis } = require(${component("aws/index.js")});
const { ApiGateway } = require(${component("gateway/apiGateway.js")});
const { GatewayKeys, keysToMake } = require(${component("gateway/keys/gatewayKeys.js")});
const { resolve } = require(${component("model/resolve.js")});

const subnetIds = ["subnet-a", "subnet-b"], securityGroupIds = ["sg-1"];
const instanceIds = ["i-1", "i-2"].slice(0, ${hosts});
const addresses = ["192.0.2.1", "192.0.2.2"].slice(0, ${hosts});
const balancer = ${balancing === "network"} && new AwsLoadBalancer("test-balancer-of-a-long-name", {
  vpcId: "vpc-1", subnetIds, securityGroupIds, instanceIds, accessLogsBucket: "logs", deletionProtection: false,
});
const dns = new AwsDns("test-dns", {
  settings: { zoneId: "${zoneId}", dnssec: true, queryLog: true },
  names: ["api.example.com"],
  target: balancer ? { loadBalancer: balancer } : { addresses },
});
const redis = new AwsRedis("test-redis", {
  settings: ${JSON.stringify({ replicas })},
  gatewayEngine: "tyk", subnetIds, securityGroupIds,
  keyArn: "arn:aws:kms:eu-central-1:111122223333:key/key-1",
});
const settings = ${JSON.stringify(settings)};
const keys = new GatewayKeys("test-keys", keysToMake(resolve("gateway", settings)));
const gateways = addresses.map((host, index) => new ApiGateway("api-" + (index + 1), {
  host: {
    connection: pulumi.output({ host, hostKey: "ssh-ed25519 AAAA", user: "admin", privateKey: pulumi.secret("KEY") }),
    platform: ${JSON.stringify(platforms["debian-12"])},
    ready: [],
  },
  settings, keys, redis, folder: ${JSON.stringify(documents)},
}));
exports.redis = { host: redis.host, port: redis.port, username: redis.username, password: redis.password };
exports.dsRecord = dns.dsRecord;
`;
}

/** What was done to each resource of AWS that changed. */
function changes({ steps }: StackRun): string[] {
  return steps
    .filter(({ op, type }) => op !== "same" && op !== "read" && type.startsWith("aws:"))
    .map(({ op, type, name }) => `${op} ${type.split(":").at(-1)} ${name}`)
    .sort();
}

const rules = ({ text }: StackRun): (string | undefined)[] =>
  [...text.matchAll(/\[(?:mandatory|advisory)\] +(\S+)/g)].map(([, rule]) => rule);

const config = { "aws:region": region };

/** A run that has to go well. */
function good(run: StackRun): StackRun {
  if (run.code !== 0) throw new Error(run.text);
  return run;
}

async function up(stack: TestStack, shape: Shape): Promise<string[]> {
  stack.setProgram(program(shape));
  const run = good(await stack.up());
  expect(rules(run)).toEqual([]);
  return changes(run);
}

test("is previewed before the Redis is known, made, changed in place, and gone", async () => {
  const policyPack = join(root, "policies");
  await TestStack.use(
    { engine: aws.engine, config, policyPack, program: program({ hosts: 1 }) },
    async (stack) => {
      const preview = good(await stack.preview());
      expect(rules(preview)).toEqual(["undecided-in-preview"]);

      const made = await up(stack, { hosts: 1 });
      expect(made).toEqual(changes(preview));
      const outputs = await stack.outputs();
      expect(outputs).toMatchObject({
        redis: {
          host: expect.stringMatching(/^master\..*\.cache\.amazonaws\.com$/) as string,
          port: 6379,
          username: "default",
          password: expect.stringMatching(/^[A-Za-z0-9-]{43}$/) as string,
        },
        dsRecord: expect.stringMatching(/ 13 2 /) as string,
      });
      const { password } = outputs.redis as { password: string };
      expect(await stack.exportText()).not.toContain(password);
      expect(aws.commands().map(({ name }) => name)).toContain("api-1-apply");

      expect(await up(stack, { hosts: 1 })).toEqual([]);
      expect(changes(await stack.refresh())).toEqual([]);

      expect(await up(stack, { hosts: 2, replicas: 2 })).toEqual([
        "create TargetGroupAttachment test-balancer-of-a-long-name-http-2",
        "create TargetGroupAttachment test-balancer-of-a-long-name-https-2",
        "update ReplicationGroup test-redis",
      ]);
      expect((await stack.outputs()).redis).toEqual(outputs.redis);
      good(await stack.destroy());
    },
  );
  expect(aws.cloud.read().resources.filter(({ urn }) => urn !== undefined)).toEqual([]);
});

test("an engine that AWS upgraded by itself is not put back", async () => {
  await TestStack.use({ engine: aws.engine, config, program: program({ hosts: 1 }) }, async (stack) => {
    good(await stack.up());
    aws.cloud.change(({ resources }) => {
      const group = resources.find(({ type }) => type.endsWith(":ReplicationGroup"))!;
      group.properties.engineVersion = "8.9";
    });
    expect(changes(await stack.refresh())).toEqual(["update ReplicationGroup test-redis"]);
    expect(changes(await stack.up())).toEqual([]);
  });
});

test("hosts join and leave health-checked records one by one", async () => {
  await TestStack.use({ engine: aws.engine, config, program: "" }, async (stack) => {
    await up(stack, { hosts: 1, balancing: "dns" });
    expect(await up(stack, { hosts: 2, balancing: "dns" })).toEqual([
      "create HealthCheck test-dns-health-2",
      "create Record test-dns-a-api.example.com-2",
    ]);
    expect(await up(stack, { hosts: 1, balancing: "dns" })).toEqual([
      "delete HealthCheck test-dns-health-2",
      "delete Record test-dns-a-api.example.com-2",
    ]);
  });
});

test("names outside the zone stop it before anything is made", async () => {
  const wrong = program({ hosts: 1 }).replace('"api.example.com"', '"api.example.org"');
  await TestStack.use({ engine: aws.engine, config, program: wrong }, async (stack) => {
    const { code, text } = await stack.preview();
    expect(code).not.toBe(0);
    expect(text).toContain(
      `awsDns.zoneId must be a zone that holds api.example.org (got ${zoneId}, which is example.com)`,
    );
  });
});
