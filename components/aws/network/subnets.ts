import { ipv4Network, part } from "../../model/ipv4Network";
import type { ResolvedAwsNetwork } from "../../model/types";

/** A subnet as it is planned, or as it is there already. */
export interface PlannedSubnet {
  /** Its IPv4 range. */
  cidrBlock: string;
  /** Its availability zone. */
  zone: string;
}

/** The subnets of a network, one a zone and kind where they are made. */
export interface SubnetPlan<S extends PlannedSubnet = PlannedSubnet> {
  /** Those with a route to the internet gateway. */
  public: readonly S[];
  /** Those that nothing on the internet can connect to. */
  private: readonly S[];
}

/** Zones that a range has room for: a to h. */
const zoneCount = 8;

/**
 * Says which subnets a network has. A range is cut into 16 parts, the lower half for public subnets and the upper half for
 * private ones, and each zone has the part of its letter: neither further zones nor another order move a subnet, which
 * would replace it and every host in it. A /16 gives subnets of 4091 addresses for hosts, a /24 of 11.
 *
 * @param settings - the section `awsNetwork`, defaults filled in
 */
export function planSubnets(settings: ResolvedAwsNetwork): SubnetPlan {
  const { cidrBlock = "", zones = [], existing } = settings;
  if (existing) return { public: existing.publicSubnets, private: existing.privateSubnets };
  const range = ipv4Network(cidrBlock)!;
  const subnets = (offset: number): PlannedSubnet[] =>
    zones.map((zone) => {
      const letter = zone.charCodeAt(zone.length - 1) - "a".charCodeAt(0);
      return { cidrBlock: part(range, Math.log2(2 * zoneCount), offset + letter).text, zone };
    });
  return { public: subnets(0), private: subnets(zoneCount) };
}
