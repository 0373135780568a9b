import { spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
} from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { mustRun, runCommand } from "./command";
import { controlGroupProcesses, makeControlGroups, removeControlGroups } from "./controlGroup";
import { namespacePath } from "./network";
import { commandLine, endProcess, processIds } from "./processes";
import { until } from "./until";

/** What nspawn needs to know of a host. */
export interface Machine {
  /** Unique on this machine; network namespace and control group have the same name. */
  readonly machine: string;
  /** Name that the host itself has at its first boot; afterwards /etc/hostname decides. */
  readonly hostname: string;
  /** Root folder of the host's files. */
  readonly rootDir: string;
}

const CLOUD_INIT_RESULT = "run/cloud-init/result.json";

/** Whether systemd runs this machine; in a container, for instance, it often does not. */
function systemdRunsMachine(): boolean {
  return existsSync("/run/systemd/system");
}

/** The command line that boots a host. */
export function nspawnArgv(host: Machine): string[] {
  return [
    "systemd-nspawn",
    "--quiet",
    "--boot",
    // The host is found by its command line; machined would be one more thing to be missing.
    "--register=no",
    "--keep-unit",
    `--machine=${host.machine}`,
    `--hostname=${host.hostname}`,
    `--directory=${host.rootDir}`,
    `--network-namespace-path=${namespacePath(host.machine)}`,
    // Firewalls inside need the first, ping and DHCP the second; both reach no further than the namespace.
    "--capability=CAP_NET_ADMIN,CAP_NET_RAW",
    "--resolv-conf=off",
    "--link-journal=no",
    "--console=read-only",
  ];
}

/**
 * Network settings below /proc/sys/net are the namespace's own, so the host may change them. nspawn only thinks of
 * that by itself for namespaces that it makes; everything else below /proc/sys stays read-only.
 */
const WRITABLE_SETTINGS = { SYSTEMD_NSPAWN_API_VFS_WRITABLE: "network" };

/**
 * Starts a host; it outlives this process.
 *
 * @param consoleLog file for what the host says on its console; emptied first.
 */
export async function bootMachine(host: Machine, consoleLog: string): Promise<void> {
  rmSync(consoleLog, { force: true });
  if (systemdRunsMachine()) {
    const properties = ["Delegate=yes", "KillMode=mixed", `StandardOutput=append:${consoleLog}`];
    await mustRun([
      "systemd-run",
      "--quiet",
      "--collect",
      `--unit=${host.machine}`,
      "--property=Type=exec",
      ...properties.map((property) => `--property=${property}`),
      "--property=StandardError=inherit",
      ...Object.entries(WRITABLE_SETTINGS).map(([name, value]) => `--setenv=${name}=${value}`),
      ...nspawnArgv(host),
    ]);
    return;
  }
  const groups = makeControlGroups(host.machine);
  const enterGroups = 'for group in $GROUPS_TO_ENTER; do echo $$ >"$group/cgroup.procs"; done; exec "$@"';
  const log = openSync(consoleLog, "a", 0o600);
  try {
    const child = spawn("sh", ["-c", enterGroups, "sh", ...nspawnArgv(host)], {
      detached: true,
      stdio: ["ignore", log, log],
      cwd: "/",
      env: { PATH: process.env.PATH, GROUPS_TO_ENTER: groups.join(" "), ...WRITABLE_SETTINGS },
    });
    await once(child, "spawn");
    child.unref();
    // Until the shell has become nspawn, the host isn't found by its command line.
    await until(() => isRunning(host) || child.exitCode !== null, {
      limitSeconds: 60,
      what: "nspawn to start",
    });
  } finally {
    closeSync(log);
  }
}

/** nspawn's machine names and process ids, of all machines whose name begins with the prefix. */
export function runningMachines(prefix: string): { machine: string; pid: number }[] {
  return processIds().flatMap((pid) => {
    const argv = commandLine(pid);
    if (!argv[0]?.endsWith("systemd-nspawn")) return [];
    const machine = argv.find((argument) => argument.startsWith("--machine="))?.slice("--machine=".length);
    return machine?.startsWith(prefix) ? [{ machine, pid }] : [];
  });
}

function nspawnProcess(machine: string): number | undefined {
  return runningMachines(machine).find((running) => running.machine === machine)?.pid;
}

/** Whether the machine's nspawn is there, booted or booting. */
export function isRunning(host: Machine): boolean {
  return nspawnProcess(host.machine) !== undefined;
}

/** Process id of the host's init as seen from outside; `undefined` while it has none. */
export function leader(machine: string): number | undefined {
  const nspawn = nspawnProcess(machine);
  if (nspawn === undefined) return undefined;
  try {
    const own = readlinkSync("/proc/self/ns/pid");
    return readFileSync(`/proc/${nspawn}/task/${nspawn}/children`, "utf8")
      .split(" ")
      .filter(Boolean)
      .map(Number)
      .find((child) => readlinkSync(`/proc/${child}/ns/pid`) !== own);
  } catch {
    return undefined;
  }
}

/**
 * Whether cloud-init has finished on this boot.
 *
 * @throws Error with cloud-init's own messages when it failed.
 */
export function cloudInitFinished(host: Machine): boolean {
  const init = leader(host.machine);
  if (init === undefined) return false;
  try {
    // In the host's own /run, so never a leftover of the boot before; the link's target is read by its known path.
    lstatSync(`/proc/${init}/root/${CLOUD_INIT_RESULT}`);
  } catch {
    return false;
  }
  const result = JSON.parse(readFileSync(join(host.rootDir, "var/lib/cloud/data/result.json"), "utf8")) as {
    v1: { errors: string[] };
  };
  if (result.v1.errors.length > 0) throw new Error(`cloud-init failed: ${result.v1.errors.join("; ")}`);
  return true;
}

/** Shuts a host down in an orderly way; cuts its power when that takes longer than 20 s. */
export async function shutDown(host: Machine): Promise<void> {
  const nspawn = nspawnProcess(host.machine);
  if (nspawn !== undefined) {
    endProcess(nspawn, "SIGTERM");
    await until(() => nspawnProcess(host.machine) === undefined, {
      limitSeconds: 20,
      what: `${host.machine} to shut down`,
    }).catch(() => undefined);
  }
  await cutPower(host);
}

/** Ends a host at once, as a power cut does, and removes what nspawn keeps of it outside its files. */
export async function cutPower(host: Machine): Promise<void> {
  const init = leader(host.machine);
  if (init !== undefined) endProcess(init, "SIGKILL");
  // With its init gone, nspawn tidies up and ends by itself; what is left after that, or has lost its nspawn, is killed.
  await until(() => nspawnProcess(host.machine) === undefined, {
    limitSeconds: 5,
    what: "nspawn to end",
  }).catch(() => {
    const nspawn = nspawnProcess(host.machine);
    if (nspawn !== undefined) endProcess(nspawn, "SIGKILL");
  });
  if (systemdRunsMachine()) {
    await runCommand(["systemctl", "stop", `${host.machine}.service`]);
  } else {
    await until(
      () => {
        controlGroupProcesses(host.machine).forEach((pid) => endProcess(pid, "SIGKILL"));
        return removeControlGroups(host.machine);
      },
      { limitSeconds: 60, what: `the processes of ${host.machine} to end` },
    );
  }
  await removeTraces(host);
}

/** What nspawn leaves in /run when it is killed itself. */
async function removeTraces(host: Machine): Promise<void> {
  const run = "/run/systemd/nspawn";
  for (const shared of ["unix-export", "propagate"]) {
    const path = join(run, shared, host.machine);
    if (!existsSync(path)) continue;
    await runCommand(["umount", "--quiet", "--recursive", path]);
    rmSync(path, { recursive: true, force: true });
  }
  if (existsSync(host.rootDir)) {
    const { dev, ino } = statSync(host.rootDir);
    rmSync(join(run, "locks", `inode-${dev}:${ino}`), { force: true });
  }
}
