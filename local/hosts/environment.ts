import { existsSync, mkdirSync, readdirSync, realpathSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensurePebbleRuns, type Pebble, type StartPebbleArgs } from "../acme/pebble";
import { type AddressPlan, environmentId, firstFreeSlot, slotAddress, slotAddress6 } from "./addressPlan";
import { type LocalClient, makeClient } from "./client";
import { controlGroupNames } from "./controlGroup";
import {
  bootHost,
  defineHost,
  describeHost,
  type LocalHost,
  rootDirectory,
  type StartHostArgs,
} from "./host";
import { ensureOperatorKey } from "./keys";
import { withLock } from "./lock";
import { joinMachine, leaveMachine } from "./machine";
import { checkName, machineName, ownedPrefix, RELEASES } from "./names";
import {
  configureNamespace,
  endNamespaceProcesses,
  ensureBridge,
  ensureNamespace,
  removeNetwork,
} from "./network";
import { cloudInitFinished, cutPower, type Machine, runningMachines, shutDown } from "./nspawn";
import { ensureLocalRequirements } from "./requirements";
import { readState, writeState } from "./stateFile";

/** What is kept on disk of an environment. What runs is never kept: the kernel is asked. */
interface EnvironmentState {
  readonly plan: AddressPlan;
  /** Last octet of the addresses of each `host/<name>` and `client/<name>`. */
  readonly slots: Readonly<Record<string, number>>;
}

/** Where an environment keeps its files. */
export interface OpenArgs {
  /** State folder of the checkout, `<repository>/.portcullis`; made when it is missing. */
  readonly stateDir: string;
}

/**
 * A network of local hosts: systemd hosts in network namespaces on a bridge of their own, with a way to the
 * internet. Environments of other names, or of other checkouts, share nothing with it.
 *
 * Every method may be called by several processes at once, and called again after one was killed.
 */
export class LocalEnvironment {
  private constructor(
    /** Name of the environment. */
    readonly name: string,
    private readonly stateDir: string,
    private readonly id: string,
  ) {}

  /**
   * Opens an environment; nothing is started yet.
   *
   * @param name one lower-case label; the operator's own is `local`.
   * @throws Error with one sentence on what to do instead where local hosts cannot run.
   */
  static async open(name: string, args: OpenArgs): Promise<LocalEnvironment> {
    checkName("environment", name);
    await ensureLocalRequirements();
    mkdirSync(args.stateDir, { recursive: true });
    const stateDir = realpathSync(args.stateDir);
    return new LocalEnvironment(name, stateDir, environmentId(name, stateDir));
  }

  /** Folder of everything that the environment keeps; only root may look into it, as hosts have set-uid files. */
  get directory(): string {
    return join(this.stateDir, "environments", this.name);
  }

  /** The operator's private key for all hosts of the environment. */
  get privateKeyFile(): string {
    return join(this.directory, "id_ed25519");
  }

  /**
   * Brings up the network.
   *
   * @returns the addresses; `gateway` is where connections from this machine come from.
   */
  bringUp(): Promise<AddressPlan> {
    return this.locked(() => this.ensureNetwork());
  }

  /**
   * Starts a host and waits until SSH answers and cloud-init has finished. A running host is returned as it is; one
   * that was stopped, or lost its power, boots with its files as they were.
   *
   * @throws Error when the host exists with another release or user, or does not come up (with its console's end).
   */
  startHost(args: StartHostArgs): Promise<LocalHost> {
    checkName("host", args.name);
    if (args.release !== undefined && !RELEASES.includes(args.release)) {
      throw new Error(
        `host "${args.name}": release must be one of ${RELEASES.join(", ")} (got "${String(args.release)}")`,
      );
    }
    return this.hostLocked(args.name, async () => {
      const directory = this.hostDirectory(args.name);
      const machine = this.machine(args.name);
      const { plan, slot, operatorKey } = await this.locked(async () => {
        const reserved = await this.ensureSlot(`host/${args.name}`);
        await ensureNamespace(this.id, args.name, reserved.slot);
        return {
          ...reserved,
          operatorKey: ensureOperatorKey(this.privateKeyFile, `portcullis-${this.name}`),
        };
      });
      const place = { directory, machine, plan, slot };
      const definition = await defineHost(place, args, operatorKey);
      if (!cloudInitFinished(machine)) await bootHost(place);
      return describeHost(place, definition, this.privateKeyFile);
    });
  }

  /** Shuts a host down and keeps its files; does nothing when it isn't running. */
  stopHost(name: string): Promise<void> {
    return this.hostLocked(name, () => shutDown(this.machine(name)));
  }

  /** Takes a host's power away: no process of it gets to do anything. Its files are kept. */
  cutPower(name: string): Promise<void> {
    return this.hostLocked(name, () => cutPower(this.machine(name)));
  }

  /** Makes sure of a client: a namespace with addresses of its own in the environment's network. */
  startClient(name: string): Promise<LocalClient> {
    checkName("client", name);
    return this.locked(async () => {
      const { plan, slot } = await this.ensureSlot(`client/${name}`);
      const netns = await ensureNamespace(this.id, `client.${name}`, slot);
      await configureNamespace(netns, plan, slot);
      return makeClient({
        name,
        address: slotAddress(plan, slot),
        address6: slotAddress6(plan, slot),
        netns,
      });
    });
  }

  /**
   * Makes sure of the environment's certificate authority, Let's Encrypt's test server Pebble, and of what names
   * resolve to when it validates them. It keeps accounts and its root in memory: both are new after a restart.
   */
  async startPebble(args: StartPebbleArgs): Promise<Pebble> {
    const client = await this.startClient("pebble");
    return withLock(`Pebble of environment ${this.name} (${this.id})`, () =>
      ensurePebbleRuns(client, join(this.directory, "pebble"), args),
    );
  }

  /**
   * Removes the environment: hosts with their files, clients, network, rules, folders. What the first environment
   * changed on the machine is put back with the last one. Works from what is there, so also on half-made things.
   */
  async destroy(): Promise<void> {
    const hosts = existsSync(join(this.directory, "hosts")) ? readdirSync(join(this.directory, "hosts")) : [];
    await this.allHostsLocked(hosts, () =>
      this.locked(async () => {
        const prefix = ownedPrefix(this.id);
        const machines = new Set([
          ...hosts.map((host) => machineName(this.id, host)),
          ...runningMachines(prefix).map((running) => running.machine),
          ...controlGroupNames(prefix),
        ]);
        await Promise.all(
          [...machines].map((machine) => cutPower(this.machine(machine.slice(prefix.length)))),
        );
        await endNamespaceProcesses(this.id);
        await removeNetwork(this.id);
        await leaveMachine(this.id);
        rmSync(this.directory, { recursive: true, force: true, maxRetries: 10 });
        for (const folder of [join(this.stateDir, "environments"), this.stateDir]) {
          if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
        }
      }),
    );
  }

  private locked<T>(work: () => Promise<T>): Promise<T> {
    return withLock(`environment ${this.name} (${this.id})`, work);
  }

  private hostLocked<T>(host: string, work: () => Promise<T>): Promise<T> {
    return withLock(`host ${host} of environment ${this.name} (${this.id})`, work);
  }

  /** Always hosts first, then the environment: the order in which starting a host takes them. */
  private allHostsLocked<T>(hosts: readonly string[], work: () => Promise<T>): Promise<T> {
    const [first, ...others] = [...hosts].sort();
    return first === undefined ? work() : this.hostLocked(first, () => this.allHostsLocked(others, work));
  }

  private hostDirectory(host: string): string {
    return join(this.directory, "hosts", host);
  }

  private machine(host: string): Machine {
    const rootDir = rootDirectory(this.hostDirectory(host));
    return { machine: machineName(this.id, host), hostname: host, rootDir };
  }

  private get stateFile(): string {
    return join(this.directory, "environment.json");
  }

  private async ensureNetwork(): Promise<AddressPlan> {
    const state = readState<EnvironmentState>(this.stateFile);
    const own = { id: this.id, name: this.name, directory: this.directory };
    const plan = await joinMachine(own, state?.plan);
    if (!state) writeState(this.stateFile, { plan, slots: {} } satisfies EnvironmentState);
    await ensureBridge(this.id, plan);
    return plan;
  }

  private async ensureSlot(key: string): Promise<{ plan: AddressPlan; slot: number }> {
    const plan = await this.ensureNetwork();
    const slots = readState<EnvironmentState>(this.stateFile)?.slots ?? {};
    const slot = slots[key] ?? firstFreeSlot(Object.values(slots));
    if (slots[key] === undefined) {
      writeState(this.stateFile, { plan, slots: { ...slots, [key]: slot } } satisfies EnvironmentState);
    }
    return { plan, slot };
  }
}
