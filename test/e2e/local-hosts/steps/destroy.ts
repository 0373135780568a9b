// Destroys an environment: destroy.ts <environment> <state folder>
import { LocalEnvironment } from "../../../../local/hosts";

async function main(name: string, stateDir: string): Promise<void> {
  const environment = await LocalEnvironment.open(name, { stateDir });
  await environment.destroy();
}

const [name = "", stateDir = ""] = process.argv.slice(2);
void main(name, stateDir);
