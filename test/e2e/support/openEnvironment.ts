import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalEnvironment, type LocalHost } from "../../../local/hosts";

/** An environment for the tests of one file: opened in `beforeAll`, disposed of in `afterAll`. */
export interface TestEnvironment {
  /** The environment itself. */
  readonly environment: LocalEnvironment;
  /** Starts a host in it. */
  startHost(args: Parameters<LocalEnvironment["startHost"]>[0]): Promise<LocalHost>;
  /** Removes the environment and its state folder. */
  dispose(): Promise<void>;
}

/** Opens an environment with a temporary state folder, which no other environment shares. */
export async function openEnvironment(name: string): Promise<TestEnvironment> {
  const stateDir = mkdtempSync(join(tmpdir(), "portcullis-test-"));
  const environment = await LocalEnvironment.open(name, { stateDir });
  return {
    environment,
    startHost: (args) => environment.startHost(args),
    dispose: async () => {
      await environment.destroy();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
