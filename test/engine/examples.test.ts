import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../local/engine/projectRoot";
import { type FakeAws, fakeAwsEngine } from "./fakeAws";
import { TestStack } from "./stack";
import { Stranger } from "./stranger";

const root = projectRoot();
const hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHn4bYmYjgJv1bWYJc3nUq5cMoyhRvXlWmfBzmy0D1Qn";
const key =
  "-----BEGIN OPENSSH PRIVATE KEY-----\nnever used in a preview\n-----END OPENSSH PRIVATE KEY-----\n";

/** The examples: their configuration, and what a preview of them makes among other things. */
const examples: Record<string, { config: Record<string, string>; makes: string[] }> = {
  "existing-host": {
    config: {
      address: "198.51.100.7",
      name: "api.example.com",
      email: "ops@example.com",
      adminRanges: '["203.0.113.0/24"]',
      hostKey,
    },
    makes: [
      "portcullis:host:ExistingHost",
      "portcullis:hardening:Firewall",
      "portcullis:hardening:SshServer",
      "portcullis:edge:HttpsEdge",
      "portcullis:edge:Certificates",
    ],
  },
  "gateway-on-existing-host": {
    config: {
      address: "198.51.100.7",
      name: "api.example.com",
      email: "ops@example.com",
      kongImage: `docker.io/library/kong@sha256:${"0".repeat(64)}`,
      hostKey,
    },
    makes: [
      "portcullis:host:ExistingHost",
      "portcullis:gateway:ApiGateway",
      "portcullis:gateway:GatewayKeys",
      "portcullis:edge:HttpsEdge",
      "portcullis:edge:Certificates",
    ],
  },
  "ha-on-aws": {
    config: {
      "aws:region": "eu-central-1",
      zones: '["eu-central-1a", "eu-central-1b"]',
      zone: "example.com",
      name: "api.example.com",
      email: "ops@example.com",
      adminRanges: '["203.0.113.0/24"]',
      kongImage: `docker.io/library/kong@sha256:${"0".repeat(64)}`,
    },
    makes: [
      "portcullis:aws:AwsNetwork",
      "portcullis:aws:AwsHost",
      "portcullis:aws:AwsLoadBalancer",
      "portcullis:aws:AwsDns",
      "portcullis:aws:AwsRedis",
      "portcullis:gateway:ApiGateway",
      "aws:ec2/instance:Instance",
    ],
  },
  "policy-pack-alone": {
    config: { address: "198.51.100.7", hostKey },
    makes: ["command:remote:Command"],
  },
};

const strangers = new Map<string, Stranger>();
let fake: FakeAws;
beforeAll(async () => {
  fake = await fakeAwsEngine();
  fake.exists({
    type: "aws:route53/zone:Zone",
    id: "Z0123456789ABCDEFGHIJ",
    region: "",
    properties: {
      zoneId: "Z0123456789ABCDEFGHIJ",
      name: "example.com",
      arn: "arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ",
    },
  });
  for (const name of Object.keys(examples)) strangers.set(name, new Stranger(name));
});
afterAll(() => {
  strangers.forEach((stranger) => stranger.dispose());
  fake?.dispose();
});

test("every program among the examples is tried", () => {
  const programs = readdirSync(join(root, "examples")).filter((name) =>
    existsSync(join(root, "examples", name, "index.ts")),
  );
  expect(Object.keys(examples).sort()).toEqual(programs.sort());
});

test("the package holds every file that a component reads, and no tests, tools or sources", () => {
  const read = execFileSync("git", ["ls-files", "components/**/assets/*", "components/**/*.sh"], {
    cwd: root,
    encoding: "utf8",
  });
  const files = read.trim().split("\n");
  expect(files).toContain("components/demo/assets/api.py");
  const folder = strangers.get("existing-host")!.module("portcullis");
  expect(files.filter((file) => !existsSync(join(folder, file)))).toEqual([]);

  const packed = readdirSync(folder, { recursive: true, encoding: "utf8" });
  expect(packed).toContain("provider/PulumiPlugin.yaml");
  expect(packed.filter((file) => /(^|\/)(test|local|scripts)\/|(?<!\.d)\.ts$|\.map$/.test(file))).toEqual([]);
});

test("the bundle of docs/host-bundles.md has types that fit", () => {
  const [, program] = /^```ts\n(.*?)^```$/ms.exec(readFileSync(join(root, "docs/host-bundles.md"), "utf8"))!;
  const stranger = strangers.get("existing-host")!;
  const file = join(stranger.folder, "bundle.ts");
  try {
    writeFileSync(file, program!);
    expect(stranger.typeErrors()).toBe("");
    writeFileSync(file, program!.replace("onChange:", "onChanged:"));
    expect(stranger.typeErrors()).toContain("bundle.ts");
  } finally {
    rmSync(file, { force: true });
  }
});

test.each(Object.keys(examples))("the types of %s fit the packed package's", (name) => {
  expect(strangers.get(name)!.typeErrors()).toBe("");
});

test("the packed package's types are no `any`", () => {
  const stranger = strangers.get("existing-host")!;
  const program = join(stranger.folder, "index.ts");
  const right = readFileSync(program, "utf8");
  try {
    writeFileSync(program, right.replace('"debian-12"', '"debian-11"'));
    expect(stranger.typeErrors()).toContain('"debian-11"');
  } finally {
    writeFileSync(program, right);
  }
});

test("they fit too where modules are resolved as Pulumi's older templates say", () => {
  const stranger = strangers.get("existing-host")!;
  const file = join(stranger.folder, "tsconfig.json");
  const right = readFileSync(file, "utf8");
  try {
    writeFileSync(
      file,
      right
        .replace('"module": "node16"', '"module": "commonjs"')
        .replace('"moduleResolution": "node16"', '"moduleResolution": "node"'),
    );
    expect(stranger.typeErrors()).toBe("");
  } finally {
    writeFileSync(file, right);
  }
});

test.each(Object.entries(examples))(
  "%s previews with the packed package alone, and the policy pack has nothing against it",
  async (name, { config, makes }) => {
    const stranger = strangers.get(name)!;
    const { engine } = fake;
    const own = stranger.module("@portcullis/policies");
    const policyPack = existsSync(own) ? own : join(root, "policies");
    await TestStack.use(
      { engine, folder: stranger.folder, config, secrets: { sshPrivateKey: key }, policyPack },
      async (stack) => {
        const run = await stack.preview();
        expect(run.code === 0 ? "" : run.text).toBe("");
        expect(run.steps.filter(({ op }) => op === "create").map(({ type }) => type)).toEqual(
          expect.arrayContaining(makes),
        );
        expect(run.text).not.toContain("never used in a preview");
      },
    );
  },
);

test("the policy pack alone refuses what the example warns of", async () => {
  const stranger = strangers.get("policy-pack-alone")!;
  const program = join(stranger.folder, "index.ts");
  const right = readFileSync(program, "utf8");
  const { engine } = fake;
  try {
    writeFileSync(program, right.replace(/^ *hostKey: .*\n/m, ""));
    await TestStack.use(
      {
        engine,
        folder: stranger.folder,
        config: examples["policy-pack-alone"]!.config,
        secrets: { sshPrivateKey: key },
        policyPack: stranger.module("@portcullis/policies"),
      },
      async (stack) => {
        const run = await stack.preview("--policy-pack-config", join(stranger.folder, "policies.json"));
        expect(run.code).not.toBe(0);
        expect(run.text).toContain("ssh-host-key-pinned");
      },
    );
  } finally {
    writeFileSync(program, right);
  }
});
