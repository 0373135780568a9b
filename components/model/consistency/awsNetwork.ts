import { type Ipv4Network, ipv4Network, overlap } from "../ipv4Network";
import type { Problem } from "../problems";
import type { ResolvedAwsNetwork } from "../types";

/** A network is made, or it is there already. */
export function networkIsMadeOrExists({ cidrBlock, zones, existing }: ResolvedAwsNetwork): Problem[] {
  const given = Object.entries({ cidrBlock, zones }).filter(([, value]) => value !== undefined);
  if (existing) {
    return given.map(([key]) => ({
      path: [key],
      message: "must not be set beside existing, whose network is there already",
    }));
  }
  if (given.length === 2) return [];
  return ["cidrBlock", "zones"]
    .filter((key) => !given.some(([name]) => name === key))
    .map((key) => ({ path: [key], message: "is missing: it is needed where existing names no network" }));
}

/** What Amazon VPC takes, with parts that are no smaller than its smallest subnet, a /28. */
export function rangeCanBeCut({ cidrBlock }: ResolvedAwsNetwork): Problem[] {
  if (cidrBlock === undefined) return [];
  const network = ipv4Network(cidrBlock);
  const path = ["cidrBlock"];
  if (!network || network.length < 16 || network.length > 24)
    return [{ path, message: `must be an IPv4 range from /16 to /24 (got "${cidrBlock}")` }];
  if (network.text !== cidrBlock)
    return [{ path, message: `must begin at its first address: ${network.text} (got "${cidrBlock}")` }];
  return [];
}

/** With one zone the network is down when the zone is. The range has a part for each of eight. */
export function zonesAreSeveral({ zones }: ResolvedAwsNetwork): Problem[] {
  if (zones === undefined) return [];
  if (zones.length < 2 || zones.length > 8)
    return [
      { path: ["zones"], message: `must have 2 to 8 entries, so that one may fail (got ${zones.length})` },
    ];
  const region = zones[0]!.slice(0, -1);
  return zones.flatMap((zone, index) =>
    zone.slice(0, -1) === region
      ? []
      : [
          {
            path: ["zones", index],
            message: `must be of the region of the others, ${region} (got "${zone}")`,
          },
        ],
  );
}

/** Nothing is made in a network that is there already, so that these would do nothing. */
export function existingIsLeftAlone(network: ResolvedAwsNetwork): Problem[] {
  if (!network.existing) return [];
  const message = "must not be set beside existing: nothing is made in a network that is there already";
  return [
    ...(network.natGateways === "none" ? [] : [{ path: ["natGateways"], message }]),
    ...(network.interfaceEndpoints.length === 0 ? [] : [{ path: ["interfaceEndpoints"], message }]),
  ];
}

/** Subnets are of one VPC, which has each address once. */
export function existingSubnetsAreApart({ existing }: ResolvedAwsNetwork): Problem[] {
  if (!existing) return [];
  const subnets = (["publicSubnets", "privateSubnets"] as const).flatMap((kind) =>
    existing[kind].map((subnet, index) => ({ ...subnet, at: ["existing", kind, index] })),
  );
  if (subnets.length === 0)
    return [
      { path: ["existing", "publicSubnets"], message: "must have at least 1 entry, for hosts to be in" },
    ];
  const before: { id: string; network: Ipv4Network }[] = [];
  return subnets.flatMap(({ id, cidrBlock, at }) => {
    const network = ipv4Network(cidrBlock);
    if (!network || network.text !== cidrBlock) {
      const message = `must be an IPv4 range as the subnet has it (got "${cidrBlock}")`;
      return [{ path: [...at, "cidrBlock"], message }];
    }
    const other = before.find((one) => one.id === id || overlap(one.network, network));
    before.push({ id, network });
    if (!other) return [];
    if (other.id === id)
      return [{ path: [...at, "id"], message: `must be another subnet's (got "${id}" twice)` }];
    const message = `must share no address with another subnet (${cidrBlock} overlaps ${other.network.text} of ${other.id})`;
    return [{ path: [...at, "cidrBlock"], message }];
  });
}
