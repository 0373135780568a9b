import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalEnvironment } from "../../../local/hosts";

/**
 * Runs `work` in an environment of its own and destroys that afterwards, also when `work` fails. The state folder is
 * a temporary one, so the operator's own environments, and other tests' of the same name, are never touched.
 */
export async function withEnvironment<T>(
  name: string,
  work: (environment: LocalEnvironment) => Promise<T>,
): Promise<T> {
  const stateDir = mkdtempSync(join(tmpdir(), "portcullis-test-"));
  try {
    const environment = await LocalEnvironment.open(name, { stateDir });
    try {
      return await work(environment);
    } finally {
      await environment.destroy();
    }
  } finally {
    rmSync(stateDir, { recursive: true, force: true, maxRetries: 10 });
  }
}
