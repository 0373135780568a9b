import { createHash } from "node:crypto";
import { ipv4Network, overlap } from "../../components/model/ipv4Network";

/** The addresses of one environment: a /24 and a /64 of private ranges. */
export interface AddressPlan {
  /** `10.213.7`, the first three octets. */
  readonly prefix: string;
  /** `10.213.7.0/24`. */
  readonly subnet: string;
  /** Address of the machine itself on the environment's bridge: where the operator's connections come from. */
  readonly gateway: string;
  /** `fdxx:xxxx:xxxx:1::`, a unique local prefix (RFC 4193). */
  readonly prefix6: string;
  readonly subnet6: string;
  readonly gateway6: string;
}

/** The first slot that {@link firstFreeSlot} gives; those below are the gateway and a reserve. */
export const FIRST_SLOT = 10;
const LAST_SLOT = 250;

/** Ranges of RFC 1918 to choose from, by their first two octets; seldom used ones first. */
const RANGES = ["10.213", "172.29", "10.89", "192.168"];

/** Identity of an environment on this machine: its name and the checkout's state folder, so that two checkouts differ. */
export function environmentId(name: string, stateDir: string): string {
  return createHash("sha256").update(`${stateDir}\0${name}`).digest("hex").slice(0, 8);
}

/** Whether two IPv4 networks in CIDR notation (a bare address counts as /32) share an address. */
export function overlaps(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => ipv4Network(text.includes("/") ? text : `${text}/32`));
  return first !== undefined && second !== undefined && overlap(first, second);
}

function planFor(prefix: string, id: string): AddressPlan {
  // RFC 4193: fd, 40 bits of hash as global id, then a subnet id.
  const global = createHash("sha256").update(`ula ${id}`).digest("hex").slice(0, 10);
  const prefix6 = `fd${global.slice(0, 2)}:${global.slice(2, 6)}:${global.slice(6, 10)}:1::`;
  return {
    prefix,
    subnet: `${prefix}.0/24`,
    gateway: `${prefix}.1`,
    prefix6,
    subnet6: `${prefix6}/64`,
    gateway6: `${prefix6}1`,
  };
}

/**
 * Chooses an environment's addresses: the same ones for the same id, unless they are taken.
 *
 * @param taken networks in CIDR notation that the machine has routes to, and other environments' networks.
 * @throws Error when every candidate is taken.
 */
export function chooseAddressPlan(id: string, taken: readonly string[]): AddressPlan {
  const start = parseInt(id.slice(0, 4), 16) % 256;
  for (const range of RANGES) {
    for (let step = 0; step < 256; step++) {
      const prefix = `${range}.${(start + step) % 256}`;
      if (!taken.some((network) => overlaps(network, `${prefix}.0/24`))) return planFor(prefix, id);
    }
  }
  throw new Error(
    `no free /24 for local hosts: the machine's routes cover all of ${RANGES.map((range) => `${range}.0.0/16`).join(", ")}`,
  );
}

/** Address of a slot (last octet), IPv4. */
export function slotAddress(plan: AddressPlan, slot: number): string {
  return `${plan.prefix}.${slot}`;
}

/** Address of a slot, IPv6; the digits read like the IPv4 ones. */
export function slotAddress6(plan: AddressPlan, slot: number): string {
  return `${plan.prefix6}${slot}`;
}

/**
 * The lowest slot that nobody has.
 *
 * @throws Error when the environment is full.
 */
export function firstFreeSlot(used: readonly number[]): number {
  for (let slot = FIRST_SLOT; slot <= LAST_SLOT; slot++) if (!used.includes(slot)) return slot;
  throw new Error(
    `an environment has room for ${LAST_SLOT - FIRST_SLOT + 1} hosts and clients: all are taken`,
  );
}
