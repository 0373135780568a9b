import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ensureEngine } from "../../local/engine";
import { projectRoot } from "../../local/engine/projectRoot";
import { type StackRun, TestStack } from "./stack";

type Settings = Record<string, unknown>;

/** Previews the local stack, its environment changed as asked, with the pack. */
async function previewLocal(change: Settings): Promise<StackRun> {
  const root = projectRoot();
  const file = parse(readFileSync(join(root, "Pulumi.local.yaml"), "utf8")) as { config: Settings };
  const environment = { ...(file.config["portcullis:environment"] as Settings), ...change };
  // The program's folder is another one here.
  const { orders } = (environment.gateway as { apis: Record<string, { openApi: string }> }).apis;
  orders!.openApi = join(root, orders!.openApi);
  const options = {
    engine: await ensureEngine({ plugins: "stand-in" }),
    policyPack: join(root, "policies"),
    program: `module.exports = require(${JSON.stringify(join(root, "dist/index.js"))});`,
    config: { "portcullis:environment": JSON.stringify(environment) },
    secrets: {
      "portcullis:sshPrivateKey": generateKeyPairSync("ed25519")
        .privateKey.export({ type: "pkcs8", format: "pem" })
        .toString(),
    },
  };
  return TestStack.use(options, (stack) => stack.preview());
}

test("the stack that npm start brings up breaks no rule, and only what its keys stand in is undecided before there are any", async () => {
  const run = await previewLocal({});
  expect([...run.text.matchAll(/\[(?:mandatory|advisory)\] +(\S+)/g)].map(([, rule]) => rule)).toEqual([
    "undecided-in-preview",
  ]);
  const undecided = /not decided in this preview, checked by pulumi up:\n((?: +[\w-]+: .*\n)+)/.exec(
    run.text,
  )![1]!;
  expect(undecided.trim().split(/\n +/).sort()).toEqual([
    "secrets-command-arguments: api1-gateway-apply: create",
    "secrets-plain-inputs: api1-gateway-apply: stdin",
    "secrets-stack-outputs: portcullis-test-test: credentials",
  ]);
  expect(run.code).toBe(0);
  expect(run.steps.map(({ type }) => type)).toContain("portcullis:hardening:Firewall");
});

test("each weakened setting of it is refused, on its component", async () => {
  const run = await previewLocal({
    adminRanges: ["0.0.0.0/1", "10.213.0.0/24"],
    firewall: { insecureOpenOutput: true, insecureMetadataForAll: true },
    sshServer: { insecurePasswordLogin: true },
    automaticUpdates: { insecureOff: true, reboot: { automatic: false } },
    edge: {
      insecureNoHsts: true,
      sites: [{ names: ["api.portcullis.test"], upstream: { url: "http://127.0.0.1:8000" } }],
    },
  });
  expect(run.code).not.toBe(0);
  for (const violation of [
    "api1-firewall: access.adminRanges[0] is 0.0.0.0/1",
    "api1-firewall: settings.insecureOpenOutput is true",
    "api1-firewall: settings.insecureMetadataForAll is true",
    "api1-ssh-server: settings.insecurePasswordLogin is true",
    "api1-automatic-updates: settings.insecureOff is true",
    "api1-automatic-updates: settings.reboot.automatic is false",
    "api1-edge: settings.insecureNoHsts is true",
  ]) {
    expect(run.text.split(violation)).toHaveLength(2);
  }
});
