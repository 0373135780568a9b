import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AddressPlan, chooseAddressPlan, overlaps } from "./addressPlan";
import { mustRun, runCommand } from "./command";
import { withLock } from "./lock";
import { bridgeName } from "./names";
import { readState, writeState } from "./stateFile";

// What all environments of the machine share. It lives in /run because a reboot undoes exactly what it describes.
const RUN = "/run/portcullis";
const ENVIRONMENTS = join(RUN, "environments");
const BEFORE = join(RUN, "before.json");
const IP_FORWARD = "/proc/sys/net/ipv4/ip_forward";
const NETNS = "/run/netns";

interface Before {
  readonly ipForward: string;
  readonly netnsMounted: boolean;
}

/** An environment that is up on this machine. */
export interface Registration {
  readonly id: string;
  readonly name: string;
  readonly directory: string;
  readonly subnet: string;
}

function mounted(path: string): boolean {
  return readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .some((line) => line.split(" ")[4] === path);
}

function machineLock<T>(work: () => Promise<T>): Promise<T> {
  return withLock("the machine's network set-up", work, 60);
}

/** The environments, of any checkout, that are up on this machine. */
export function registrations(): Registration[] {
  if (!existsSync(ENVIRONMENTS)) return [];
  return readdirSync(ENVIRONMENTS)
    .filter((file) => file.endsWith(".json"))
    .map((file) => readState<Registration>(join(ENVIRONMENTS, file)))
    .filter((registration): registration is Registration => registration !== undefined);
}

async function takenNetworks(id: string): Promise<string[]> {
  const routes = JSON.parse(await mustRun(["ip", "-j", "-4", "route", "show", "table", "all"])) as {
    dst: string;
    dev?: string;
  }[];
  const routed = routes
    .filter((route) => route.dst !== "default" && route.dev !== bridgeName(id))
    .map((route) => route.dst);
  const others = registrations().filter((other) => other.id !== id);
  return [...routed, ...others.map((other) => other.subnet)];
}

/**
 * Registers an environment on the machine and switches IPv4 forwarding on, after noting what it was.
 *
 * @param plan the environment's addresses from an earlier start; `undefined` to choose them now.
 * @returns the addresses.
 * @throws Error when the addresses of the earlier start meanwhile belong to something else.
 */
export function joinMachine(
  environment: Omit<Registration, "subnet">,
  plan: AddressPlan | undefined,
): Promise<AddressPlan> {
  return machineLock(async () => {
    mkdirSync(ENVIRONMENTS, { recursive: true, mode: 0o755 });
    if (!readState<Before>(BEFORE)) {
      const before: Before = {
        ipForward: readFileSync(IP_FORWARD, "utf8").trim(),
        netnsMounted: mounted(NETNS),
      };
      writeState(BEFORE, before);
    }
    const taken = await takenNetworks(environment.id);
    const clash = plan && taken.find((network) => overlaps(network, plan.subnet));
    if (plan && clash) {
      throw new Error(
        `environment "${environment.name}" has the addresses ${plan.subnet}, which now clash with ${clash}; ` +
          "stop what uses that network, or destroy the environment (npm run stop) and start it again",
      );
    }
    const chosen = plan ?? chooseAddressPlan(environment.id, taken);
    writeState(join(ENVIRONMENTS, `${environment.id}.json`), { ...environment, subnet: chosen.subnet });
    if (readFileSync(IP_FORWARD, "utf8").trim() !== "1") writeFileSync(IP_FORWARD, "1");
    return chosen;
  });
}

/** Takes an environment off the machine; the last one to leave puts back what the first one found. */
export function leaveMachine(id: string): Promise<void> {
  return machineLock(async () => {
    rmSync(join(ENVIRONMENTS, `${id}.json`), { force: true });
    if (registrations().length > 0) return;
    const before = readState<Before>(BEFORE);
    if (before) {
      writeFileSync(IP_FORWARD, before.ipForward);
      if (!before.netnsMounted && existsSync(NETNS) && readdirSync(NETNS).length === 0) {
        await runCommand(["umount", NETNS]);
        rmdirSync(NETNS);
      }
    }
    rmSync(RUN, { recursive: true, force: true });
  });
}
