import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Engine } from "../engine";
import { run } from "../engine/process";
import { projectRoot } from "../engine/projectRoot";
import { backendFolder, passphraseFile, projectFile } from "./paths";

/** Name of the stack that `npm start` brings up. */
export const localStack = "local";

/** A stack of this project, and how the engine gets to it. */
export interface Stack {
  /** Its name, such as `prod`. */
  name: string;
  /** Folder with the Pulumi.yaml and the Pulumi.<stack>.yaml that it is run from. */
  folder: string;
  /** What the engine needs to be told besides its own environment. */
  env: NodeJS.ProcessEnv;
}

/** The stack of a name. The state of `local` is kept in the checkout, those of all others where the user keeps them. */
export function stackNamed(name: string): Stack {
  if (name !== localStack) return { name, folder: projectRoot(), env: {} };
  return {
    name,
    folder: dirname(projectFile),
    env: { PULUMI_BACKEND_URL: `file://${backendFolder}`, PULUMI_CONFIG_PASSPHRASE_FILE: passphraseFile },
  };
}

/**
 * Runs the engine on a stack, with its output on ours. It asks nothing.
 *
 * @throws Error where it fails, having said why
 */
export function runOnStack(engine: Engine, stack: Stack, args: readonly string[]): Promise<void> {
  return runPulumi(engine, stack, [...args, "--non-interactive"], "ignore");
}

/**
 * Runs `pulumi up` of a stack with the policy pack switched on. Where somebody sits at a terminal, it shows what will
 * change and asks first.
 *
 * @throws Error where it fails or somebody said no
 */
export function updateStack(engine: Engine, stack: Stack): Promise<void> {
  const args = ["up", "--policy-pack", join(projectRoot(), "policies")];
  return process.stdin.isTTY && process.stdout.isTTY
    ? runPulumi(engine, stack, args, "inherit")
    : runOnStack(engine, stack, [...args, "--yes"]);
}

async function runPulumi(
  engine: Engine,
  { name, folder, env }: Stack,
  args: readonly string[],
  stdin: "ignore" | "inherit",
): Promise<void> {
  const child = spawn(engine.pulumi, [...args, "--stack", name], {
    cwd: folder,
    stdio: [stdin, "inherit", "inherit"],
    env: { ...engine.env, ...env },
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => resolve(status ?? 1));
  });
  if (code !== 0) throw new Error(`pulumi ${args[0]} failed: see above`);
}

/**
 * What the engine answers to a question about a stack.
 *
 * @param args - the question, such as `stack output --json`
 * @param what - what is asked for, for the error
 * @throws Error with what the engine said, such as that there is no such stack
 */
export async function askStack(
  engine: Engine,
  stack: Stack,
  args: readonly string[],
  what: string,
): Promise<string> {
  if (!existsSync(join(stack.folder, "Pulumi.yaml"))) {
    throw new Error(
      stack.name === localStack
        ? `there is no stack ${stack.name} yet: \`npm start\` brings it up`
        : `there is no Pulumi.yaml in ${stack.folder}`,
    );
  }
  const { code, stdout, stderr } = await run(
    engine.pulumi,
    [...args, "--stack", stack.name, "--non-interactive"],
    { cwd: stack.folder, env: { ...engine.env, ...stack.env } },
  );
  if (code !== 0) throw new Error(`the ${what} of stack ${stack.name} cannot be read: ${stderr.trim()}`);
  return stdout;
}

/**
 * A stack's outputs. Those that are secret are in plain text, and never printed.
 *
 * @throws Error with what the engine said, such as that there is no such stack
 */
export async function stackOutputs(engine: Engine, stack: Stack): Promise<Record<string, unknown>> {
  const text = await askStack(engine, stack, ["stack", "output", "--json", "--show-secrets"], "outputs");
  return JSON.parse(text) as Record<string, unknown>;
}
