// npm run drift -- <stack> [--mend] [--json]: what somebody changed on the hosts since they were set up.
import path from "node:path";
import { driftOf } from "../audit/drift";
import { deployedHosts, stackState } from "../audit/stack";
import { ensureEngine } from "../local/engine";
import { type Stack, stackNamed } from "../local/stack/stack";
import { projectRoot } from "../local/engine/projectRoot";
import { readArguments } from "./drift/arguments";
import { mend } from "./drift/mend";
import { report, statusOf } from "./drift/report";

async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2));
  const at = new Date();
  const stack: Stack =
    asked.cwd === undefined
      ? stackNamed(asked.stack)
      : { name: asked.stack, folder: path.resolve(asked.cwd), env: {} };
  // Reading a state needs no plugins: stand-ins are not looked for.
  const engine = await ensureEngine({ plugins: "real" });
  const deployed = deployedHosts(await stackState(engine, stack));
  if (deployed.length === 0) throw new Error(`stack ${stack.name} has no hosts: \`pulumi up\` sets them up`);
  const hosts = await Promise.all(deployed.map(driftOf));
  const status = statusOf(hosts);
  if (asked.json) {
    const told = hosts.map(({ host, results }) => ({ host, results }));
    console.log(JSON.stringify({ stack: stack.name, at: at.toISOString(), hosts: told }, null, 2));
  } else console.log(report(stack.name, hosts));

  const resources = hosts.flatMap((host) => host.resources);
  if (resources.length === 0) return status;
  // Beside JSON on the standard output, what people read goes to the other one.
  const say = asked.json ? console.error : console.log;
  // The engine's own folder of the local stack has a copy of the settings, which are the checkout's.
  const folder = asked.cwd === undefined ? projectRoot() : stack.folder;
  say(
    asked.mend
      ? mend(folder, stack.name, resources)
      : "`--mend` marks it all to be put back by the next update.",
  );
  return status;
}

main().then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  },
);
