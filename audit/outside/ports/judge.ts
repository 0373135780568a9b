import { BlockList, isIP } from "node:net";
import type { CheckResult } from "../../../components/audit/result";
import { firewallSettings, openPorts, type PlannedHost } from "../../../components/environment/plannedHost";
import type { ResolvedEnvironment } from "../../../components/model/types";
import { verdict } from "../verdict";
import type { OpenPort } from "./scan";

/** A TCP port that the settings open, and the ranges that it is open to. */
export interface DeclaredPort {
  readonly port: number;
  readonly from: readonly string[];
}

const everybody = ["0.0.0.0/0", "::/0"];

/** The TCP ports of a host that its settings open to anybody. */
export function declaredPorts(settings: ResolvedEnvironment, plan: PlannedHost): DeclaredPort[] {
  return [
    ...openPorts(settings, plan).map((port) => ({ port, from: everybody })),
    { port: plan.sshPort, from: plan.adminRanges },
    ...firewallSettings(settings, plan)
      .extraPorts.filter(({ protocol }) => protocol === "tcp")
      .map(({ port, from }) => ({ port, from })),
  ];
}

/** Whether an address is in one of some ranges. */
export function isIn(address: string, ranges: readonly string[]): boolean {
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  const list = new BlockList();
  for (const range of ranges) {
    const [start = "", bits] = range.split("/");
    const of = isIP(start) === 6 ? "ipv6" : "ipv4";
    // Versions of Node differ in whether ::/0 holds IPv4's addresses too.
    if (of === family) list.addSubnet(start, Number(bits ?? (of === "ipv6" ? 128 : 32)), of);
  }
  return list.check(address, family);
}

/** Ranges of addresses that are not seen beyond their own network (RFC 1918, RFC 6598, RFC 4193), and loopback. */
const innerRanges = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "fc00::/7",
  "::1/128",
];

/**
 * Whether the host sees another address than this machine's own: what is inside reaches what is outside through a
 * translation of addresses.
 */
function isTranslated(from: string, address: string): boolean {
  return isIP(address) !== 0 && isIn(from, innerRanges) && !isIn(address, innerRanges);
}

/**
 * Judges the open ports of a host by what its settings open to this machine. Behind a translation of addresses it is not
 * known which address the host sees: then a port that is open to some is taken to be open to this machine.
 *
 * @param address - the address that was tried
 * @param tried - how many ports were
 */
export function judgePorts(
  open: readonly OpenPort[],
  declared: readonly DeclaredPort[],
  address: string,
  tried: number,
): CheckResult[] {
  const wrong = open.filter(({ port, from }) => {
    const ranges = declared.filter((one) => one.port === port).flatMap((one) => one.from);
    return ranges.length === 0 || !(isIn(from, ranges) || isTranslated(from, address));
  });
  if (wrong.length > 0)
    return wrong.map(({ port, from }) =>
      verdict("ports-declared", false, `open to ${from}, and not by the settings`, `${port}/tcp`),
    );
  const numbers = open.map(({ port }) => port).join(", ") || "none";
  return [verdict("ports-declared", true, `open: ${numbers} (of ${tried} tried)`)];
}
