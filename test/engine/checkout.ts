import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../local/engine/projectRoot";
import { type CommandResult, runCommand } from "../../local/hosts";

/** A copy of this checkout with an environment of its own, so that the operator's is left alone. */
export interface Checkout {
  /** Its folder. */
  readonly folder: string;
  /** Runs the compiled form of a script, such as `start`, with more environment and arguments if there are any. */
  run(script: string, env?: NodeJS.ProcessEnv, args?: readonly string[]): Promise<CommandResult>;
  /** Takes the environment down and removes the folder. */
  dispose(): Promise<void>;
}

/** Copies what is under version control, as it stands in the working tree, and what was compiled from it. */
export function copyCheckout(): Checkout {
  const root = projectRoot();
  const folder = mkdtempSync(join(tmpdir(), "portcullis-checkout-"));
  const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
  });
  for (const file of files.toString().split("\0").filter(Boolean))
    // With its time, by which npm and the compiler tell what is up to date: node_modules is shared.
    cpSync(join(root, file), join(folder, file), { preserveTimestamps: true });
  // After the sources, so that nothing looks older than they are and is compiled again.
  for (const compiled of ["dist", "policies/dist"]) {
    cpSync(join(root, compiled), join(folder, compiled), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const run: Checkout["run"] = (script, env, args = []) =>
    runCommand([process.execPath, join(folder, `dist/scripts/${script}.js`), ...args], {
      cwd: folder,
      env: { ...process.env, ...env },
      limitSeconds: 900,
    });
  return {
    folder,
    run,
    dispose: async () => {
      await run("stop");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
