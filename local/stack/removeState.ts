import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { localStack } from "./stack";

function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

/**
 * Removes all that the local environment kept. Reports of audits of other stacks are the user's, and stay.
 *
 * @param folder - the folder of its state, with `audits` in it
 */
export function removeState(folder: string): void {
  const audits = join(folder, "audits");
  rmSync(join(audits, localStack), { recursive: true, force: true });
  removeIfEmpty(audits);
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (path !== audits) rmSync(path, { recursive: true, force: true });
  }
  removeIfEmpty(folder);
}
