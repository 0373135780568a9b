import { appendFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureEngine } from "../../local/engine";
import { type Checkout, copyCheckout } from "./checkout";
import { TestStack } from "./stack";

let checkout: Checkout;
let stack: TestStack;

beforeAll(async () => {
  checkout = copyCheckout();
  // A preview connects to no host, so that the addresses written there do.
  cpSync(join(checkout.folder, "Pulumi.local.yaml"), join(checkout.folder, `Pulumi.${TestStack.NAME}.yaml`));
  stack = await TestStack.create({
    engine: await ensureEngine(),
    folder: checkout.folder,
    secrets: { "portcullis:sshPrivateKey": "a key that is never used" },
  });
});
afterAll(async () => {
  try {
    await stack?.dispose();
  } finally {
    await checkout.dispose();
  }
});

test("what was edited in TypeScript is in force at the next run, without a step in between", async () => {
  expect(await stack.preview()).toMatchObject({
    code: 0,
    text: expect.not.stringContaining("edited") as string,
  });
  appendFileSync(join(checkout.folder, "index.ts"), '\nexport const edited = "just now";\n');
  expect(await stack.preview()).toMatchObject({
    code: 0,
    text: expect.stringContaining("just now") as string,
  });
});

test("a mistake in the settings is one line with its place, and nothing is run", async () => {
  const file = join(checkout.folder, `Pulumi.${TestStack.NAME}.yaml`);
  const right = readFileSync(file, "utf8");
  writeFileSync(file, right.replace("edge:", "edge:\n      tlsProfile: moderm"));
  const { code, text, steps } = await stack.preview();
  writeFileSync(file, right);
  expect(code).not.toBe(0);
  expect(text).toMatch(/Pulumi\.test\.yaml:\d+:\d+ edge\.tlsProfile must be one of .*did you mean "modern"/);
  expect(text).not.toMatch(/ at .*\.js:\d+/);
  expect(steps).toEqual([]);
});

test("what does not compile is said with its place, and nothing is run", async () => {
  appendFileSync(join(checkout.folder, "index.ts"), "\nexport const wrong: number = 'text';\n");
  const { code, text, steps } = await stack.preview();
  expect(code).not.toBe(0);
  expect(text).toMatch(/index\.ts\(\d+,\d+\): error TS2322/);
  expect(steps).toEqual([]);
});
