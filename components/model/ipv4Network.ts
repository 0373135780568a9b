import { isIPv4 } from "node:net";
import { isCidr } from "./formats";

/** An IPv4 range. */
export interface Ipv4Network {
  /** Its first address, as a number. */
  first: number;
  /** Length of its prefix, 0 to 32. */
  length: number;
  /** The range in CIDR notation, beginning at its first address. */
  text: string;
}

function network(first: number, length: number): Ipv4Network {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return { first, length, text: `${octets.join(".")}/${length}` };
}

/**
 * Reads an IPv4 range in CIDR notation; an address within the range stands for it.
 *
 * @returns undefined where the text is none
 */
export function ipv4Network(text: string): Ipv4Network | undefined {
  const [address = "", length] = text.split("/");
  if (!isCidr(text) || !isIPv4(address)) return undefined;
  const value = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  const size = 2 ** (32 - Number(length));
  return network(value - (value % size), Number(length));
}

/** Whether two ranges share an address. */
export function overlap(one: Ipv4Network, other: Ipv4Network): boolean {
  const size = 2 ** (32 - Math.min(one.length, other.length));
  return Math.floor(one.first / size) === Math.floor(other.first / size);
}

/**
 * One of the parts of equal size that a range is cut into.
 *
 * @param whole - the range
 * @param bits - how many are added to its prefix: 4 for 16 parts
 * @param index - which part, from 0
 */
export function part(whole: Ipv4Network, bits: number, index: number): Ipv4Network {
  const { first, length } = whole;
  return network(first + index * 2 ** (32 - length - bits), length + bits);
}
