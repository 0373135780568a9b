import type { Engine } from "../../local/engine";
import { type LocalHost } from "../../local/hosts";
import { openEnvironment, type TestEnvironment } from "../e2e/support";
import { engines } from "../engine/engines";
import { type StackRun, TestStack } from "../engine/stack";
import { LocalStacks } from "./localStack";
import { compare, type Measure } from "./measure";

/** How much longer a preview of the unchanged local stack may take than one of an empty program. */
const BOUND = 1.5;
/** What `pulumi new javascript` writes: no resources, but Pulumi's SDK, without which a program can have none. */
const EMPTY = '"use strict";\nconst pulumi = require("@pulumi/pulumi");\n';
/** Not a Pulumi program at all; told beside the other, as the SDK's own loading is in no way ours. */
const NOTHING = "module.exports = {};\n";
const ROUNDS = 7;

let environment: TestEnvironment;
let stacks: LocalStacks;

beforeAll(async () => {
  environment = await openEnvironment("bench-start-up");
  stacks = await LocalStacks.open(environment.environment);
});
afterAll(async () => {
  await stacks?.close();
  await environment?.dispose();
});

function succeeded({ code, text }: StackRun): void {
  if (code !== 0) throw new Error(text);
}

/** A run that fails where the preview finds anything to change. */
function unchanged(stack: TestStack): (measure: Measure) => Promise<void> {
  return async (measure) => succeeded(await measure(() => stack.preview("--expect-no-changes")));
}

describe.each(engines())("with $name plugins", ({ name, ensure }) => {
  let engine: Engine;
  let host: LocalHost;

  beforeAll(async () => {
    engine = await ensure();
    host = await stacks.freshHost(name);
  });

  test(`a preview of the unchanged local stack takes at most ${BOUND} times that of an empty program`, () =>
    stacks.use(engine, host, (local) =>
      TestStack.use({ engine, program: EMPTY }, (empty) =>
        TestStack.use({ engine, program: NOTHING }, async (nothing) => {
          for (const stack of [local, empty, nothing]) succeeded(await stack.up());
          const [beside, besideNothing] = await compare(
            { name: `preview of the local stack, ${name} plugins`, run: unchanged(local) },
            [
              { name: `an empty program, at most ${BOUND}`, run: unchanged(empty) },
              { name: "a module that does not even load Pulumi", run: unchanged(nothing) },
            ],
            ROUNDS,
          );
          process.stdout.write(`${beside!.line}\n${besideNothing!.line}\n`);
          expect(beside!.ratio).toBeLessThanOrEqual(BOUND);
        }),
      ),
    ));
});
