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
 * A stack's outputs. Those that are secret are in plain text, and never printed.
 *
 * @throws Error with what the engine said, such as that there is no such stack
 */
export async function stackOutputs(engine: Engine, stack: Stack): Promise<Record<string, unknown>> {
  if (!existsSync(join(stack.folder, "Pulumi.yaml")))
    throw new Error(`there is no stack ${stack.name} yet: \`npm start\` brings it up`);
  const { code, stdout, stderr } = await run(
    engine.pulumi,
    ["stack", "output", "--json", "--show-secrets", "--stack", stack.name, "--non-interactive"],
    { cwd: stack.folder, env: { ...engine.env, ...stack.env } },
  );
  if (code !== 0) throw new Error(`the outputs of stack ${stack.name} cannot be read: ${stderr.trim()}`);
  return JSON.parse(stdout) as Record<string, unknown>;
}
