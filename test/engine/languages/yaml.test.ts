import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { projectRoot } from "../../../local/engine/projectRoot";
import { type FakeAws, fakeAwsEngine } from "../fakeAws";
import { type StackRun, TestStack } from "../stack";
import { Stranger } from "../stranger";
import { yamlLanguageHost } from "./yamlLanguageHost";

const hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHn4bYmYjgJv1bWYJc3nUq5cMoyhRvXlWmfBzmy0D1Qn";
const key = "-----BEGIN OPENSSH PRIVATE KEY-----\nto be seen nowhere\n-----END OPENSSH PRIVATE KEY-----\n";

interface Resource {
  type: string;
  dependencies?: string[];
}

let stranger: Stranger;
let fake: FakeAws;
let env: NodeJS.ProcessEnv;
let example: string;

beforeAll(async () => {
  const languageHost = await yamlLanguageHost();
  fake = await fakeAwsEngine();
  env = { PATH: `${languageHost}${delimiter}${fake.engine.env.PATH}` };
  stranger = new Stranger("yaml");
  example = readFileSync(join(stranger.folder, "Pulumi.yaml"), "utf8");
});
afterAll(() => {
  stranger?.dispose();
  fake?.dispose();
});

/** Gives a stack of the example, or of another program beside its package, to `work`. */
async function use(program: string, work: (stack: TestStack) => Promise<void>): Promise<void> {
  writeFileSync(join(stranger.folder, "Pulumi.yaml"), program);
  const config = {
    address: "198.51.100.7",
    name: "api.example.com",
    email: "ops@example.com",
    adminRange: "203.0.113.0/24",
    hostKey,
  };
  await TestStack.use(
    {
      engine: fake.engine,
      folder: stranger.folder,
      config,
      secrets: { sshPrivateKey: key },
      policyPack: join(projectRoot(), "policies"),
      env,
    },
    work,
  );
}

/** What a run made. */
function made({ code, text, steps }: StackRun): string[] {
  expect(code === 0 ? "" : text).toBe("");
  return steps.filter(({ op }) => op === "create").map(({ type, name }) => `${type} ${name}`);
}

/** The lines of the error that a preview of `program` ends with. */
async function mistakes(program: string): Promise<string[]> {
  let lines: string[] = [];
  await use(program, async (stack) => {
    const { code, text } = await stack.preview();
    expect(code).not.toBe(0);
    const [, error] = /^ {4}error: (.*?)\n\n/ms.exec(text) ?? [];
    lines = (error ?? text).split("\n").map((line) => line.trim());
  });
  return lines;
}

test("the example is previewed, made, left alone and destroyed, and the policy pack has nothing against it", async () => {
  await use(example, async (stack) => {
    const planned = made(await stack.preview());
    expect(planned).toEqual(
      expect.arrayContaining([
        "portcullis:environment:Environment shop",
        "portcullis:hardening:Firewall shop-1-firewall",
        "portcullis:edge:HttpsEdge shop-1-edge",
        "portcullis:edge:Certificates shop-1-certificates",
        "portcullis:host:HostBundle motd",
      ]),
    );
    const up = await stack.up();
    expect(made(up).sort()).toEqual(planned.sort());
    expect(await stack.outputs()).toEqual({ urls: ["https://api.example.com/"] });
    const connected = fake.commands().map((command) => JSON.stringify(command));
    expect(connected.filter((command) => command.includes("198.51.100.7")).length).toBeGreaterThan(10);
    // The key stays a secret on its way through two processes.
    expect(up.text).not.toContain("to be seen nowhere");
    expect(await stack.exportText()).not.toContain("to be seen nowhere");

    const again = await stack.up();
    expect(again.steps.filter(({ op }) => op !== "same")).toEqual([]);
    const destroyed = await stack.destroy();
    expect(destroyed.code === 0 ? "" : destroyed.text).toBe("");
    expect(destroyed.steps.filter(({ op }) => op === "delete")).toHaveLength(planned.length);
  });
});

test("mistakes in settings are told with their places, one a line, before anything is made", async () => {
  const program = example
    .replace("debian-12", "debian-11")
    .replace("http://127.0.0.1:8080", "http://10.0.0.1:8080");
  const lines = await mistakes(program);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/resource 'shop' has a problem: settings\.hosts\.shop-1\.platform must be one of/);
  expect(lines[1]).toMatch(/^settings\.edge\.sites\[0\]\.upstream\.url does not have the right form/);
});

test("what comes late is told without a stack trace as well", async () => {
  // The single component renders once its host is known, in an output's apply.
  const program = example.replace("/etc/motd", "etc/motd");
  const text = (await mistakes(program)).join("\n");
  expect(text).toContain("etc/motd");
  expect(text).not.toMatch(/^\s*at .*\(/m);
});

test("a secret where none belongs is refused", async () => {
  const program = example.replace("address: ${address}", "address: ${sshPrivateKey}");
  expect(await mistakes(program)).toEqual([
    expect.stringMatching(/settings\.hosts\.shop-1\.address must not be a secret/),
  ]);
});

test("settings that are not known yet are announced in a preview; a host may be unknown but for its platform", async () => {
  const kernel = `  kernel:
    type: portcullis:hardening:Kernel
    properties:
      host:
        address: \${motd.report}
        platform: debian-12
        hostKey: \${hostKey}
        privateKey: \${sshPrivateKey}
`;
  const program = example
    .replace('    options:\n      dependsOn: ["${shop}"]\n', "")
    .replace("address: ${address}\n            platform", "address: ${motd.report}\n            platform")
    .replace(/^outputs:/m, `${kernel}outputs:`);
  await use(program, async (stack) => {
    const preview = await stack.preview();
    const planned = made(preview);
    expect(planned).toContain("portcullis:environment:Environment shop");
    expect(planned).not.toContain("portcullis:hardening:Firewall shop-1-firewall");
    expect(preview.text).toContain("the settings of shop are known only once other resources are made");
    expect(planned).toContain("command:remote:Command kernel-apply");
  });
});

const single = `
name: single
runtime: yaml
packages:
  portcullis: ./node_modules/portcullis/provider
config:
  sshPrivateKey: { type: string, secret: true }
variables:
  host:
    address: 198.51.100.7
    platform: debian-12
    hostKey: ${hostKey}
    privateKey: \${sshPrivateKey}
resources:
  firewall:
    type: portcullis:hardening:Firewall
    properties: { host: "\${host}", adminRanges: [203.0.113.0/24] }
  ssh-server:
    type: portcullis:hardening:SshServer
    properties: { host: "\${host}" }
    options: { dependsOn: ["\${firewall}"] }
  gateway:
    type: portcullis:gateway:ApiGateway
    properties:
      host: \${host}
      settings:
        kong: { container: { image: "docker.io/library/kong@sha256:${"0".repeat(64)}" } }
        limitStore: redis
        redis: { host: redis.example.com, password: "\${sshPrivateKey}" }
        apis:
          orders:
            upstreams: ["http://127.0.0.1:8080"]
            openApi: orders.openapi.json
            roles: [reader]
        consumers: { shop: { roles: [reader], jwt: {} } }
  edge:
    type: portcullis:edge:HttpsEdge
    properties:
      host: \${host}
      settings: { sites: [{ names: [api.example.com], upstream: { url: "\${gateway.url}" } }] }
      gateway: \${gateway.front}
  certificates:
    type: portcullis:edge:Certificates
    properties:
      host: \${host}
      settings: { email: ops@example.com }
      certificates: \${edge.certificates}
      unit: \${edge.unit}
outputs:
  credentials: \${gateway.credentials}
`;

test("single components take a host, and what other components give", async () => {
  const password = "only-the-gateway-knows-it";
  const document = "gateway-on-existing-host/orders.openapi.json";
  cpSync(join(projectRoot(), "examples", document), join(stranger.folder, "orders.openapi.json"));
  writeFileSync(join(stranger.folder, "Pulumi.yaml"), single);
  await TestStack.use(
    {
      engine: fake.engine,
      folder: stranger.folder,
      secrets: { sshPrivateKey: password },
      policyPack: join(projectRoot(), "policies"),
      env,
    },
    async (stack) => {
      const planned = made(await stack.preview());
      expect(planned).toEqual(
        expect.arrayContaining([
          "portcullis:gateway:ApiGateway gateway",
          "portcullis:gateway:GatewayKeys gateway-keys",
          "portcullis:edge:Certificates certificates",
        ]),
      );
      const up = await stack.up();
      expect(made(up).sort()).toEqual(planned.sort());
      expect(await stack.outputs()).toEqual({
        credentials: { shop: { jwt: expect.objectContaining({ algorithm: "ES256" }) as unknown } },
      });
      const state = await stack.exportText();
      expect(up.text + state).not.toContain(password);
      expect(state).not.toContain("BEGIN PRIVATE KEY");

      // What an argument came from is destroyed last.
      const { resources } = (JSON.parse(state) as { deployment: { resources: Resource[] } }).deployment;
      const certificates = resources.find(({ type }) => type === "portcullis:edge:Certificates");
      expect(certificates?.dependencies?.join()).toContain("portcullis:edge:HttpsEdge::edge");
    },
  );
});
