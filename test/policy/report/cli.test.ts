import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Rule } from "../../../policies/core/rule";
import { main } from "../../../policies/report/cli";
import { stackOutputs } from "../../../policies/secrets/stackOutputs";
import { parseXml, sarifMistakes } from "./formats";
import { configuration, preview, resources, rules } from "./stack";

const folder = mkdtempSync(join(tmpdir(), "portcullis-policies-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);
function file(name: string, content: unknown): string {
  writeFileSync(at(name), typeof content === "string" ? content : JSON.stringify(content));
  return at(name);
}

function run(...argv: string[]): Promise<{ status: number; out: string; err: string }> {
  return runWith(rules, argv);
}

async function runWith(
  pack: readonly Rule[],
  argv: string[],
): Promise<{ status: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const spies = [
    jest.spyOn(process.stdout, "write").mockImplementation((text) => out.push(String(text)) > 0),
    jest.spyOn(console, "error").mockImplementation((text: string) => void err.push(text)),
  ];
  try {
    const status = await main(argv, pack);
    return { status, out: out.join(""), err: err.join("\n") };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

test("a violation ends with 1, and every format is written", async () => {
  const { status, out } = await run(
    file("preview.json", preview),
    ...["--sarif", at("out.sarif"), "--junit", at("out.xml"), "--markdown", at("out.md")],
  );
  expect(status).toBe(1);
  expect(out).toMatch(/^mandatory +door-locked +back\|door: lock is missing/m);
  expect(sarifMistakes(JSON.parse(readFileSync(at("out.sarif"), "utf8")))).toEqual([]);
  expect(parseXml(readFileSync(at("out.xml"), "utf8")).name).toBe("testsuites");
  expect(readFileSync(at("out.md"), "utf8")).toContain("# Compliance of the stack staging");
});

test("configuration and the stack's name decide what is mandatory", async () => {
  const state = file("state.json", { version: 3, deployment: { resources } });
  expect((await run(state)).out).toMatch(/^advisory +door-watched/m);
  expect((await run(state, "--stack-name", "prod")).out).toMatch(/^mandatory +door-watched/m);

  const lenient = file("lenient.json", { "door-locked": "advisory", "door-watched": "disabled" });
  const { status, out } = await run(state, "--config", lenient);
  expect(status).toBe(0);
  expect(out).not.toContain("door-watched");
  expect((await run(state, "--config", file("all.json", { all: "advisory" }))).status).toBe(0);
});

test("secrets that a file does not show are undecided where their content matters, and never printed", async () => {
  const hidden = resources.map((one) => ({
    ...one,
    inputs: {
      lock: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" },
    },
  }));
  const { out } = await run(file("hidden.json", { deployment: { resources: hidden } }));
  expect(out).toMatch(/^undecided +door-locked +attic: lock/m);
  const blinded = preview.steps.map((step) => ({
    ...step,
    newState: { ...step.newState, inputs: { lock: "[secret]" } },
  }));
  expect((await run(file("blinded.json", { ...preview, steps: blinded }))).out).toMatch(
    /^undecided +door-locked +attic: lock/m,
  );
});

test("a stack's outputs, which a preview leaves out, are undecided in it and judged in a state", async () => {
  const stack = {
    urn: "urn:pulumi:staging::house::pulumi:pulumi:Stack::house-staging",
    type: "pulumi:pulumi:Stack",
  };
  const seen = file("unexported.json", { steps: [{ op: "create", newState: stack }] });
  expect((await runWith([stackOutputs], [seen])).out).toMatch(
    /^undecided +secrets-stack-outputs +house-staging: outputs is not known here/m,
  );
  const state = { deployment: { resources: [{ ...stack, outputs: { password: "hush-hush" } }] } };
  expect((await runWith([stackOutputs], [file("exported.json", state)])).out).toMatch(
    /^mandatory +secrets-stack-outputs +house-staging: password /m,
  );
});

test.each([
  [[], "name one stack or file"],
  [["a.json", "b.json"], "name one stack or file"],
  [["--loud", "a.json"], "--loud"],
  [["missing.json"], "missing.json: ENOENT"],
  [["dev", "--stack-name", "prod"], "--stack-name is for files"],
])("%j is refused with 2", async (argv, why) => {
  const { status, err, out } = await run(...argv);
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(err).toContain(why);
});

test.each([
  ["no JSON", "{", "JSON"],
  ["something else", { name: "x" }, "it is neither"],
  ["an update plan", { resourcePlans: {} }, "an update plan holds what changes alone"],
  ["an empty stack", { deployment: {} }, "there is no resource in it"],
  ["a preview without what stays", { ...preview, changeSummary: { same: 3 } }, "--show-sames"],
])("%s is refused with 2", async (_, content, why) => {
  const { status, err } = await run(file("odd.json", content));
  expect(status).toBe(2);
  expect(err).toContain(`${at("odd.json")}: `);
  expect(err).toContain(why);
});

test.each([
  [{ "door-lockd": "advisory" }, "door-lockd"],
  [{ "door-locked": "sometimes" }, "door-locked must be equal to one of the allowed values"],
  [{ "door-locked": { levels: [{ stacks: "(", level: "advisory" }] } }, "door-locked.levels.0.stacks"],
  [
    { "door-locked": { exemptions: [{ ...configuration["door-locked"].exemptions[0], reason: "x" }] } },
    "door-locked.exemptions.0.reason",
  ],
  [{ "door-locked": { loudness: 11 } }, "loudness"],
])("the configuration %j is refused with its place", async (content, place) => {
  const config = file("config.json", content);
  const { status, err } = await run(file("preview.json", preview), "--config", config);
  expect(status).toBe(2);
  expect(err).toContain(config);
  expect(err).toContain(place);
});

test("a report that cannot be written is no report", async () => {
  const { status, err } = await run(file("preview.json", preview), "--sarif", at("no/such/folder.sarif"));
  expect(status).toBe(2);
  expect(err).toContain("no/such/folder.sarif");
});
