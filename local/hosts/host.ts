import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { type AddressPlan, slotAddress, slotAddress6 } from "./addressPlan";
import { ensureBaseImage } from "./baseImage";
import { dyingWithUs, mustRun } from "./command";
import type { Release } from "./names";
import { bootMachine, cloudInitFinished, cutPower, isRunning, type Machine } from "./nspawn";
import { hostResolvConf } from "./resolver";
import { renderNetworkConfig, writeSeed } from "./seed";
import { readState, writeState } from "./stateFile";
import { until } from "./until";
import { ownUserData, readUserData } from "./userData";

/** Boot takes 1 to 2 s; the limit is for a machine that is busy with other things. */
const BOOT_LIMIT_SECONDS = 90;
const CONSOLE_TAIL_BYTES = 4000;

/** Which host to start. */
export interface StartHostArgs {
  /** Host name, unique in its environment: one lower-case label of at most 31 characters. */
  readonly name: string;
  /** Debian release. Default: `bookworm`. Fixed at the first start. */
  readonly release?: Release;
  /** The administrator's account, as cloud-init makes it. Default: `admin`. Fixed at the first start. */
  readonly user?: string;
  /**
   * Cloud-init user-data as a cloud would give it, with an account and an ed25519 host key. Default: one that lets the
   * operator's key in. Fixed at the first start.
   */
  readonly userData?: string;
}

/** A running host: what is needed to reach it, and to look at it from outside. */
export interface LocalHost {
  readonly name: string;
  readonly release: Release;
  readonly address: string;
  readonly address6: string;
  /** The administrator's account; may `sudo` without a password. */
  readonly user: string;
  /** File with the operator's private key (OpenSSH, mode 0600). */
  readonly privateKeyFile: string;
  /** Public host key, `ssh-ed25519 AAAA…`, known before the first connection. */
  readonly hostKey: string;
  /** The host's files as this machine sees them. */
  readonly rootDir: string;
  /** Network namespace; also the name of the nspawn machine. */
  readonly netns: string;
}

/** What is kept on disk of a host; written last, so that it stands for a complete root folder. */
export interface HostDefinition {
  readonly name: string;
  readonly release: Release;
  readonly user: string;
  readonly hostKey: string;
}

/** Where a host is, in folders and in the network. */
export interface HostPlace {
  /** The host's own folder. */
  readonly directory: string;
  readonly machine: Machine;
  readonly plan: AddressPlan;
  readonly slot: number;
}

function definitionFile(directory: string): string {
  return join(directory, "host.json");
}

/** Root folder of the host in a folder. */
export function rootDirectory(directory: string): string {
  return join(directory, "root");
}

/** The host's definition; `undefined` when there is none or its making was cut short. */
export function readHost(directory: string): HostDefinition | undefined {
  return existsSync(rootDirectory(directory))
    ? readState<HostDefinition>(definitionFile(directory))
    : undefined;
}

function refuseChange(kept: HostDefinition, args: StartHostArgs): void {
  for (const property of ["release", "user"] as const) {
    const wanted = args[property];
    if (wanted !== undefined && wanted !== kept[property]) {
      throw new Error(
        `host "${kept.name}" exists with ${property} "${kept[property]}", not "${wanted}": ` +
          "destroy its environment first (npm run stop), or give the new host another name",
      );
    }
  }
}

/**
 * Makes sure of a host's files: the base image plus cloud-init's seed. What an interrupted making left is removed.
 *
 * @throws Error when the host exists and is another release or has another user.
 */
export async function defineHost(
  place: HostPlace,
  args: StartHostArgs,
  operatorKey: string,
): Promise<HostDefinition> {
  const kept = readHost(place.directory);
  if (kept) {
    refuseChange(kept, args);
    return kept;
  }
  const release = args.release ?? "bookworm";
  const told = args.userData === undefined ? ownUserData(args, operatorKey) : readUserData(args.userData);
  const image = await ensureBaseImage(release);

  // The tar of a killed start may live a moment longer than that.
  rmSync(place.directory, { recursive: true, force: true, maxRetries: 10 });
  const partial = join(place.directory, "root.partial");
  mkdirSync(partial, { recursive: true, mode: 0o755 });
  const keepAll = ["--numeric-owner", "--preserve-permissions", "--xattrs", "--xattrs-include=*"];
  await mustRun(dyingWithUs(["tar", "--extract", `--file=${image}`, `--directory=${partial}`, ...keepAll]));
  writeSeed(partial, {
    userData: told.text,
    // Another root folder is another instance, even under the same name.
    instanceId: `${place.machine.machine}-${Date.now().toString(36)}`,
    hostname: args.name,
    networkConfig: renderNetworkConfig(place.plan, place.slot),
  });
  renameSync(partial, rootDirectory(place.directory));
  const definition: HostDefinition = { name: args.name, release, user: told.user, hostKey: told.hostKey };
  writeState(definitionFile(place.directory), definition);
  return definition;
}

function consoleTail(file: string): string {
  if (!existsSync(file)) return "(empty)";
  const size = statSync(file).size;
  const buffer = Buffer.alloc(Math.min(size, CONSOLE_TAIL_BYTES));
  const descriptor = openSync(file, "r");
  readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
  closeSync(descriptor);
  return stripVTControlCharacters(buffer.toString()).trim() || "(empty)";
}

/** Whether an SSH server greets on the address. */
function sshAnswers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port: 22, timeout: 1000 });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.on("data", (data: Buffer) => end(data.toString("latin1").startsWith("SSH-2.0-")));
    socket.on("timeout", () => end(false));
    socket.on("error", () => end(false));
    socket.on("end", () => end(false));
  });
}

/**
 * Boots a host and waits until SSH answers and cloud-init has finished. A host that is up is left alone.
 *
 * @throws Error with the end of the console's log when the host ends or isn't ready within the limit.
 */
export async function bootHost(place: HostPlace): Promise<void> {
  const { machine } = place;
  const consoleLog = join(place.directory, "console.log");
  const address = slotAddress(place.plan, place.slot);
  if (!isRunning(machine)) {
    await cutPower(machine);
    const resolvConf = join(machine.rootDir, "etc/resolv.conf");
    rmSync(resolvConf, { force: true });
    writeFileSync(resolvConf, hostResolvConf());
    await bootMachine(machine, consoleLog);
  }
  let greeted = false;
  let ended = false;
  try {
    await until(
      async () => {
        ended = !isRunning(machine);
        if (ended) return true;
        greeted ||= await sshAnswers(address);
        return greeted && cloudInitFinished(machine);
      },
      {
        limitSeconds: BOOT_LIMIT_SECONDS,
        what: `host ${machine.machine} (${address}) to answer on SSH and finish cloud-init`,
      },
    );
    if (ended) throw new Error(`host ${machine.machine} ended while booting`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason}\nthe console's last lines (${consoleLog}):\n${consoleTail(consoleLog)}`);
  }
}

/** The host as its users see it. */
export function describeHost(
  place: HostPlace,
  definition: HostDefinition,
  privateKeyFile: string,
): LocalHost {
  return {
    ...definition,
    address: slotAddress(place.plan, place.slot),
    address6: slotAddress6(place.plan, place.slot),
    privateKeyFile,
    rootDir: place.machine.rootDir,
    netns: place.machine.machine,
  };
}
