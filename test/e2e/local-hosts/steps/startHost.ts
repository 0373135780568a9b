// Starts a host: startHost.ts <environment> <state folder> <host>
import { LocalEnvironment } from "../../../../local/hosts";

async function main(name: string, stateDir: string, host: string): Promise<void> {
  const environment = await LocalEnvironment.open(name, { stateDir });
  await environment.startHost({ name: host, release: "trixie" });
}

const [name = "", stateDir = "", host = ""] = process.argv.slice(2);
void main(name, stateDir, host);
