import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type AddressPlan, slotAddress, slotAddress6 } from "./addressPlan";
import { mustRun, runCommand } from "./command";
import { endProcess } from "./processes";
import { until } from "./until";
import { bridgeName, cableName, firewallTable, machineName, ownedPrefix } from "./names";

const NETNS = "/run/netns";

/** Path of a network namespace, as nspawn and nsenter take it. */
export function namespacePath(namespace: string): string {
  return join(NETNS, namespace);
}

function linkExists(link: string): boolean {
  return existsSync(`/sys/class/net/${link}`);
}

function namespaceMounted(namespace: string): boolean {
  const path = namespacePath(namespace);
  return readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .some((line) => line.split(" ")[4] === path);
}

/** Rules of an environment: its hosts reach the internet under the machine's own address. */
export function masqueradeRules(id: string, plan: AddressPlan): string {
  const table = `table inet ${firewallTable(id)}`;
  // Naming the table first makes the deletion valid also when there is none: one transaction, whatever was there.
  return `${table}
delete ${table}
${table} {
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    ip saddr ${plan.subnet} ip daddr != ${plan.subnet} masquerade
  }
}
`;
}

/** Brings up the environment's bridge and its masquerade rule, whatever is there of them already. */
export async function ensureBridge(id: string, plan: AddressPlan): Promise<void> {
  const bridge = bridgeName(id);
  if (!linkExists(bridge)) await mustRun(["ip", "link", "add", bridge, "type", "bridge"]);
  await mustRun(["ip", "address", "replace", `${plan.gateway}/24`, "dev", bridge]);
  await mustRun(["ip", "address", "replace", `${plan.gateway6}/64`, "dev", bridge, "nodad"]);
  await mustRun(["ip", "link", "set", bridge, "up"]);
  await mustRun(["nft", "-f", "-"], { input: masqueradeRules(id, plan) });
}

/**
 * Makes sure of a network namespace with a cable (`eth0` inside) to the environment's bridge.
 *
 * A namespace without a cable, or the other way round, is what a killed start leaves: it is made anew.
 *
 * @returns the namespace's name.
 */
export async function ensureNamespace(id: string, name: string, slot: number): Promise<string> {
  const namespace = machineName(id, name);
  const cable = cableName(id, slot);
  if (!namespaceMounted(namespace) || !linkExists(cable)) {
    await removeNamespace(namespace);
    if (linkExists(cable)) await mustRun(["ip", "link", "delete", cable]);
    await mustRun(["ip", "netns", "add", namespace]);
    // The address plan rules out duplicates; looking for them would keep IPv6 addresses unusable for a second.
    const enter = ["nsenter", `--net=${namespacePath(namespace)}`];
    await mustRun([...enter, "sysctl", "-qw", "net.ipv6.conf.default.accept_dad=0"]);
    await mustRun(["ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", namespace]);
  }
  await mustRun(["ip", "link", "set", cable, "master", bridgeName(id), "up"]);
  return namespace;
}

/** Gives a namespace without an operating system of its own its addresses and route. */
export async function configureNamespace(namespace: string, plan: AddressPlan, slot: number): Promise<void> {
  const ip = ["ip", "-n", namespace];
  await mustRun([...ip, "link", "set", "lo", "up"]);
  await mustRun([...ip, "link", "set", "eth0", "up"]);
  await mustRun([...ip, "address", "replace", `${slotAddress(plan, slot)}/24`, "dev", "eth0"]);
  await mustRun([...ip, "address", "replace", `${slotAddress6(plan, slot)}/64`, "dev", "eth0", "nodad"]);
  await mustRun([...ip, "route", "replace", "default", "via", plan.gateway]);
}

/** Network namespaces of an environment, by their names' prefix: also those that no state file knows of. */
function ownedNamespaces(id: string): string[] {
  if (!existsSync(NETNS)) return [];
  return readdirSync(NETNS).filter((namespace) => namespace.startsWith(ownedPrefix(id)));
}

/** Ids of the processes in a network namespace. */
export async function namespaceProcesses(namespace: string): Promise<number[]> {
  if (!namespaceMounted(namespace)) return [];
  const listed = await runCommand(["ip", "netns", "pids", namespace]);
  return listed.stdout.split("\n").filter(Boolean).map(Number);
}

async function removeNamespace(namespace: string): Promise<void> {
  if (namespaceMounted(namespace)) await mustRun(["ip", "netns", "delete", namespace]);
  rmSync(namespacePath(namespace), { force: true });
}

/** Ends what still runs in the environment's namespaces; it is not asked first. */
export async function endNamespaceProcesses(id: string): Promise<void> {
  for (const namespace of ownedNamespaces(id)) {
    await until(
      async () => {
        const pids = await namespaceProcesses(namespace);
        pids.forEach((pid) => endProcess(pid, "SIGKILL"));
        return pids.length === 0;
      },
      { limitSeconds: 60, what: `the processes in ${namespace} to end` },
    );
  }
}

/** Removes everything that the environment has in the machine's network: namespaces, cables, bridge, rules. */
export async function removeNetwork(id: string): Promise<void> {
  for (const namespace of ownedNamespaces(id)) await removeNamespace(namespace);
  const cables = readdirSync("/sys/class/net").filter((link) =>
    link.startsWith(cableName(id, 0).slice(0, -1)),
  );
  // A cable goes with its namespace, but the kernel takes its time: gone already is as good as deleted.
  for (const cable of cables) await runCommand(["ip", "link", "delete", cable]);
  if (linkExists(bridgeName(id))) await mustRun(["ip", "link", "delete", bridgeName(id)]);
  const table = `table inet ${firewallTable(id)}`;
  await mustRun(["nft", "-f", "-"], { input: `${table}\ndelete ${table}\n` });
}
