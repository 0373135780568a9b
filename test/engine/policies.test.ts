import { type Engine, ensureEngine } from "../../local/engine";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../local/engine/projectRoot";
import { type StackRun, TestStack } from "./stack";

let engine: Engine;
const folder = mkdtempSync(join(tmpdir(), "portcullis-policy-config-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(async () => {
  engine = await ensureEngine({ plugins: "stand-in" });
});

const policyPack = join(projectRoot(), "policies");

/** A component as ours are: settings resolved by an output, known in preview, registered as outputs. */
const component = (settings: string): string => `
const pulumi = require("@pulumi/pulumi");
class Edge extends pulumi.ComponentResource {
  constructor(name) {
    super("portcullis:edge:HttpsEdge", name, {}, {});
    this.registerOutputs({ settings: pulumi.output(${settings}) });
  }
}
new Edge("shop");
`;

test("a mandatory violation fails the preview and names resource, place, rule and mend", async () => {
  const program = component(`{ tlsProfile: "old", sites: [], hsts: { maxAge: 63072000 } }`);
  await TestStack.use({ engine, program, policyPack }, async (stack) => {
    const run = await stack.preview();
    expect(run.code).not.toBe(0);
    expect(run.text).toContain("edge-tls-profile");
    expect(run.text).toContain('shop: settings.tlsProfile is "old"');
    expect(run.text).toContain("mend: set tlsProfile");
    expect(run.text).not.toContain("edge-hsts (");
  });
});

test("a component's inputs are refused before anything is made", async () => {
  const program = `
const pulumi = require("@pulumi/pulumi");
const command = require("@pulumi/command");
class Server extends pulumi.ComponentResource {
  constructor(name) {
    const settings = pulumi.output({ insecurePasswordLogin: true });
    super("portcullis:hardening:SshServer", name, { settings }, {});
    new command.local.Command("made", { create: "true" }, { parent: this });
    this.registerOutputs({ settings });
  }
}
new Server("door");
`;
  await TestStack.use({ engine, program, policyPack }, async (stack) => {
    const run = await stack.up();
    expect(run.code).not.toBe(0);
    expect(run.text.match(/door: settings\.insecurePasswordLogin is true/g)).not.toBeNull();
    expect((await stack.export()).map(({ type }) => type)).not.toContain("command:local:Command");
  });
});

test("what a preview cannot know is said in an advisory and decided by up", async () => {
  const program = `
const pulumi = require("@pulumi/pulumi");
const command = require("@pulumi/command");
const first = new command.local.Command("first", { create: "printf ghp_%s 0123456789abcdefghijABCDEFGHIJ012345" });
new command.local.Command("second", { create: "true", stdin: first.stdout });
new command.local.Command("third", { create: "true", stdin: pulumi.secret(first.stdout) });
`;
  await TestStack.use({ engine, program, policyPack }, async (stack) => {
    const preview = await stack.preview();
    expect(preview.text).toContain("not decided in this preview");
    expect(preview.text).toContain("second: stdin");
    expect(preview.code).toBe(0);
    const up = await stack.up();
    expect(up.code).not.toBe(0);
    expect(up.text).toContain("second: stdin holds a GitHub token");
    expect(up.text).not.toContain("third: stdin");
  });
});

test("plain secrets in configuration are found, encrypted ones are not", async () => {
  const options = {
    engine,
    policyPack,
    config: { dbPassword: "in-the-open" },
    secrets: { apiKey: "encrypted-one" },
  };
  await TestStack.use(options, async (stack) => {
    const run = await stack.preview();
    expect(run.code).not.toBe(0);
    expect(run.text).toContain("portcullis-test:dbPassword holds");
    expect(run.text).not.toContain("apiKey");
    expect(run.text).not.toContain("in-the-open");
  });
});

test("plain secrets in outputs are found, encrypted ones are not", async () => {
  const program = `
const pulumi = require("@pulumi/pulumi");
exports.plainToken = "not-so-secret";
exports.adminPassword = pulumi.secret("hush-hush");
exports.nested = { apiKey: pulumi.secret("hush-hush") };
`;
  await TestStack.use({ engine, program, policyPack }, async (stack) => {
    const run = await stack.preview();
    expect(run.code).not.toBe(0);
    expect(run.text).toContain("plainToken holds");
    expect(run.text).not.toMatch(/adminPassword holds|apiKey holds/);
  });
});

test("configuration sets levels by stack and parameters, and a wrong one is refused", async () => {
  const program = component(`{ tlsProfile: "intermediate", sites: [], hsts: { maxAge: 40000000 } }`);
  await TestStack.use({ engine, program, policyPack }, async (stack) => {
    const preview = (config: unknown): Promise<StackRun> => {
      const file = join(folder, "policies.json");
      writeFileSync(file, JSON.stringify(config));
      return stack.preview("--policy-pack-config", file);
    };
    expect((await stack.preview()).code).toBe(0);

    const strict = await preview({ "edge-hsts": { minimumSeconds: 63072000 } });
    expect(strict.text).toContain("shop: settings.hsts.maxAge is 40000000 seconds");
    expect(strict.code).not.toBe(0);

    const levels = [{ stacks: "^test$", level: "advisory" }];
    const advisory = await preview({ "edge-hsts": { minimumSeconds: 63072000, levels } });
    expect(advisory.text).toContain("shop: settings.hsts.maxAge is 40000000 seconds");
    expect(advisory.code).toBe(0);

    const wrong = await preview({ "edge-hsts": { minimumSeconds: "long" } });
    expect(wrong.text).toMatch(/edge-hsts.*minimumSeconds/s);
    expect(wrong.code).not.toBe(0);
  });
});

test("an exempt violation passes, named with its reason; a stale exemption and an unneeded one are named too", async () => {
  const program = component(`{ tlsProfile: "old", sites: [], hsts: { maxAge: 63072000 } }`);
  await TestStack.use({ engine, program, policyPack }, async (stack) => {
    const preview = (exemption: object): Promise<StackRun> => {
      const file = join(folder, "exemptions.json");
      writeFileSync(file, JSON.stringify({ "edge-tls-profile": { exemptions: [exemption] } }));
      return stack.preview("--policy-pack-config", file);
    };
    const inDays = (days: number): string =>
      new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const reason = "scanners of 2009 in the warehouse";

    const exempt = await preview({ resource: "shop", reason, expires: inDays(10) });
    expect(exempt.text).toContain(`edge-tls-profile: exempt until ${inDays(10)}, 10 days left: ${reason}`);
    expect(exempt.text).toContain('shop: settings.tlsProfile is "old"');
    expect(exempt.code).toBe(0);

    const expired = await preview({ resource: "shop", reason, expires: inDays(-3) });
    expect(expired.text).toContain(`the exemption expired on ${inDays(-3)}`);
    expect(expired.code).not.toBe(0);

    stack.setProgram(component(`{ tlsProfile: "modern", sites: [], hsts: { maxAge: 63072000 } }`));
    const unneeded = await preview({ resource: "shop", reason, expires: inDays(10) });
    expect(unneeded.text).toContain(`edge-tls-profile: shop (${reason})`);
    expect(unneeded.code).toBe(0);

    const wrong = await preview({ resource: "shop", reason: "because", expires: inDays(10) });
    expect(wrong.text).toMatch(/edge-tls-profile.*reason/s);
    expect(wrong.code).not.toBe(0);
  });
});
