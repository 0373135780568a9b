// npm run stop: destroys the stack `local` and leaves nothing behind.
import { existsSync } from "node:fs";
import { ensureEngine } from "../local/engine";
import { LocalEnvironment } from "../local/hosts";
import { stateDir } from "../local/stack/paths";
import { destroy, stackExists } from "../local/stack/pulumi";
import { removeState } from "../local/stack/removeState";
import { localStack } from "../local/stack/stack";

async function main(): Promise<void> {
  if (!existsSync(stateDir)) {
    console.log("Nothing is running here.");
    return;
  }
  const environment = await LocalEnvironment.open(localStack, { stateDir });
  if (stackExists()) {
    try {
      await destroy(await ensureEngine());
    } catch (error) {
      // The hosts go anyway, and with them everything that the stack stands for.
      console.error(`${(error as Error).message}; removing the hosts as they are.`);
    }
  }
  await environment.destroy();
  removeState(stateDir);
  console.log(
    "Everything is removed: stack, hosts, network. The cache of built programs and images is kept.",
  );
}

main().catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
