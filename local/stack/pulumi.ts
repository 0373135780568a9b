import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseDocument } from "yaml";
import type { Engine } from "../engine";
import { projectRoot } from "../engine/projectRoot";
import { backendFolder, configFile, passphraseFile, projectFile } from "./paths";
import { localStack, runOnStack, stackNamed } from "./stack";

/** The checkout's Pulumi.yaml, for a folder of another place. */
function renderProject(): string {
  const project = parseDocument(readFileSync(join(projectRoot(), "Pulumi.yaml"), "utf8"));
  project.set("main", relative(dirname(projectFile), join(projectRoot(), String(project.get("main")))));
  return project.toString();
}

/** Whether the stack has a state that can be destroyed. */
export function stackExists(): boolean {
  return existsSync(backendFolder) && existsSync(configFile);
}

/** Makes sure of the stack and runs a real `pulumi up` of it with the policy pack switched on. */
export async function up(engine: Engine): Promise<void> {
  mkdirSync(backendFolder, { recursive: true, mode: 0o700 });
  writeFileSync(projectFile, renderProject());
  if (!existsSync(passphraseFile)) {
    writeFileSync(passphraseFile, randomBytes(32).toString("base64url"), { mode: 0o600 });
  }
  const stack = stackNamed(localStack);
  await runOnStack(engine, stack, ["stack", "select", "--create"]);
  await runOnStack(engine, stack, [
    "up",
    "--yes",
    "--suppress-permalink",
    "--policy-pack",
    join(projectRoot(), "policies"),
  ]);
}

/** Runs `pulumi destroy` and removes the stack. */
export async function destroy(engine: Engine): Promise<void> {
  await runOnStack(engine, stackNamed(localStack), ["destroy", "--yes", "--suppress-permalink"]);
}
