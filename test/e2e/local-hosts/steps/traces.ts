// What a machine shows of local hosts, before, during and after: traces.ts <state folder>
// Runs in namespaces of its own, so that the lists hold nothing of anybody else.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { LocalEnvironment } from "../../../../local/hosts";
import { controlGroupNames } from "../../../../local/hosts/controlGroup";
import { ownedPrefix } from "../../../../local/hosts/names";
import { environmentId } from "../../../../local/hosts/addressPlan";
import { commandLine, processIds } from "../../../../local/hosts/processes";

function list(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function traces(stateDir: string): Record<string, string[]> {
  const prefix = ownedPrefix(environmentId("traces", stateDir));
  return {
    // Without the arguments' details; kernel threads and the process that asks are none of ours.
    processes: processIds()
      .map((pid) => commandLine(pid).join(" "))
      .filter((command) => command !== "")
      .sort(),
    namespaces: list("/run/netns"),
    mounts: readFileSync("/proc/self/mounts", "utf8").split("\n").sort(),
    links: list("/sys/class/net"),
    rules: execFileSync("nft", ["list", "ruleset"], { encoding: "utf8" }).split("\n"),
    forwarding: [
      readFileSync("/proc/sys/net/ipv4/ip_forward", "utf8"),
      readFileSync("/proc/sys/net/ipv6/conf/all/forwarding", "utf8"),
    ],
    controlGroups: controlGroupNames(prefix),
    runtime: [
      ...list("/run/portcullis"),
      ...["locks", "propagate"].flatMap((kind) => list(`/run/systemd/nspawn/${kind}`)),
    ],
    folders: list(stateDir),
  };
}

async function main(stateDir: string): Promise<void> {
  const before = traces(stateDir);
  const environment = await LocalEnvironment.open("traces", { stateDir });
  await Promise.all([
    environment.startHost({ name: "one", release: "trixie" }),
    environment.startClient("outside"),
  ]);
  await environment.startPebble({ addresses: {} });
  const during = traces(stateDir);
  await environment.destroy();
  process.stdout.write(JSON.stringify({ before, during, after: traces(stateDir) }));
}

void main(process.argv[2] ?? "");
