import { execFileSync } from "node:child_process";
import path from "node:path";

const root = path.resolve(__dirname, "../../..");

/** Runs a program in a Node of its own: jest has module registries and stacks of its own. */
function run(program: string): unknown {
  return JSON.parse(execFileSync(process.execPath, ["--eval", program], { cwd: root, encoding: "utf8" }));
}

const loaded = 'Object.keys(require.cache).join("\\n")';

test("what Pulumi's SDK hardly ever needs is loaded at its first use, and works then", () => {
  const [before, after, text] = run(`
    require("./scripts/deferModules.cjs").deferUnusedSdk();
    const pulumi = require("@pulumi/pulumi");
    const before = ${loaded};
    pulumi.runtime.serializeFunction(() => 6 * 7).then(({ text }) => {
      const Stack = pulumi.automation.Stack;
      console.log(JSON.stringify([before, ${loaded}, text + typeof Stack]));
    });
  `) as [string, string, string];
  expect(before).toContain("@pulumi/pulumi/index.js");
  expect(before).not.toMatch(/typescript\/lib\/typescript|arborist\/lib\/arborist|automation\/stack\.js/);
  expect(after).toMatch(/typescript\/lib\/typescript[^]*automation\/stack\.js/);
  expect(text).toContain("6 * 7");
  expect(text).toMatch(/function$/);
});

test("only stacks of errors that say something are looked up in source maps", () => {
  const stacks = run(`
    Error.prepareStackTrace = (error) => "mapped " + error.message;
    require("./scripts/plainStackTraces.cjs").mapErrorsOnly();
    console.log(JSON.stringify([new Error("why").stack, new Error().stack]));
  `) as [string, string];
  expect(stacks[0]).toBe("mapped why");
  expect(stacks[1]).toMatch(/^Error\n {4}at .*\(?\[eval\]/);
});

test("frames of packages are not looked up in source maps, which lead nowhere", () => {
  const stack = run(`
    Error.prepareStackTrace = (error, sites) => [String(error), ...sites.map(() => "    at mapped.ts:1:1")].join("\\n");
    require("./scripts/plainStackTraces.cjs").mapErrorsOnly();
    try {
      require("yaml").parse("a: 1", () => { throw new Error("why,\\nin two lines"); });
    } catch (error) {
      console.log(JSON.stringify(error.stack));
    }
  `) as string;
  expect(stack).toMatch(
    /^Error: why,\nin two lines\n {4}at mapped\.ts:1:1\n {4}at .*\/node_modules\/yaml\/dist\/[\w/-]+\.js:\d+/,
  );
  expect(stack).toMatch(/ {4}at mapped\.ts:1:1$/);
});
