import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync } from "node:fs";
import { join } from "node:path";

/** Mount points of the control-group hierarchies that systemd keeps its units in: v2, and v1's `name=systemd`. */
function hierarchies(): string[] {
  return readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .filter((line) => / - cgroup2 /.test(line) || / - cgroup .*name=systemd/.test(line))
    .map((line) => line.split(" ")[4])
    .filter((path): path is string => path !== undefined);
}

/** Control groups of a name, in every hierarchy. */
export function controlGroups(name: string): string[] {
  return hierarchies().map((hierarchy) => join(hierarchy, name));
}

/**
 * Makes the control groups of a host on a machine that systemd does not run on.
 *
 * nspawn puts the host into a group `payload` below the caller's own: two hosts started from one group would share
 * it, and each one's systemd would stop the other's services. (On a machine with systemd, a unit does the same.)
 */
export function makeControlGroups(name: string): string[] {
  const groups = controlGroups(name);
  for (const group of groups) mkdirSync(group, { recursive: true });
  return groups;
}

function groupsBelow(group: string): string[] {
  const children = readdirSync(group, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [...children.flatMap((child) => groupsBelow(join(group, child.name))), group];
}

/** Ids of the processes in the groups of a name and below them. */
export function controlGroupProcesses(name: string): number[] {
  return controlGroups(name)
    .filter((group) => existsSync(group))
    .flatMap(groupsBelow)
    .flatMap((group) =>
      readFileSync(join(group, "cgroup.procs"), "utf8").split("\n").filter(Boolean).map(Number),
    )
    .filter((pid) => pid > 0);
}

/** Removes the groups of a name; false while a dying process is still in one of them. */
export function removeControlGroups(name: string): boolean {
  try {
    for (const group of controlGroups(name)) {
      if (existsSync(group)) for (const below of groupsBelow(group)) rmdirSync(below);
    }
    return true;
  } catch {
    return false;
  }
}

/** Names of the control groups that begin with a prefix. */
export function controlGroupNames(prefix: string): string[] {
  const names = hierarchies().flatMap((hierarchy) => readdirSync(hierarchy));
  return [...new Set(names)].filter((name) => name.startsWith(prefix));
}
