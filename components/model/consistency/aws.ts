import type { Problem } from "../problems";
import type { ResolvedAws, ResolvedEnvironment } from "../types";

/** A zone is a region's own; that all zones are of one region, the network says itself. */
export function zonesAreOfRegion({ region, network }: ResolvedAws): Problem[] {
  const [zone] = network.zones ?? [];
  if (zone === undefined || zone.startsWith(region)) return [];
  const message = `must be a zone of region ${region}, such as ${region}a (got "${zone}")`;
  return [{ path: ["network", "zones", 0], message }];
}

/** CloudWatch tells topics of its own region alone. */
export function topicIsOfRegion({ region, alarms }: ResolvedAws): Problem[] {
  const of = alarms?.topicArn?.split(":")[3];
  if (of === undefined || of === region) return [];
  return [
    { path: ["alarms", "topicArn"], message: `must be a topic of region ${region} (got one of ${of})` },
  ];
}

/** One name leads to several hosts only where something tells clients of all of them. */
export function severalHostsAreBalanced({ api, balancing }: ResolvedAws): Problem[] {
  const { count, subnets } = api;
  if (subnets === "private" && balancing !== "network") {
    const message = `must be "network" with private hosts, which nothing else leads to (got "${balancing}")`;
    return [{ path: ["balancing"], message }];
  }
  if (count === 1 || balancing !== "none") return [];
  const message = `must be "network" or "dns" with ${count} hosts, or only one of them is used (got "none")`;
  return [{ path: ["balancing"], message }];
}

/** Balancing by DNS is done by the records. */
export function balancingHasRecords({ balancing, dns }: ResolvedAws): Problem[] {
  if (balancing !== "dns" || dns) return [];
  const message = 'must not be "dns" without aws.dns, whose records do it';
  return [{ path: ["balancing"], message }];
}

/** Private hosts are set up over SSH, which has to get to them. */
export function privateHostsAreReached({ api, bastion, logs }: ResolvedAws): Problem[] {
  if (bastion || (api.subnets === "public" && !logs)) return [];
  const message = "is missing: private hosts are set up through it";
  return [{ path: ["bastion"], message }];
}

/** Private hosts fetch packages and certificates, which has to get out. */
export function privateHostsGetOut({ api, logs, network }: ResolvedAws): Problem[] {
  if (network.existing || network.natGateways !== "none" || (api.subnets === "public" && !logs)) return [];
  const message =
    'must be "single" or "perZone" with private hosts, which fetch packages and certificates (got "none")';
  return [{ path: ["network", "natGateways"], message }];
}

/** A network that exists needs subnets of the kinds that hosts are put in. */
export function hostsHaveSubnets({ api, bastion, balancing, logs, network }: ResolvedAws): Problem[] {
  const { existing } = network;
  if (!existing) return [];
  const needed = {
    publicSubnets: bastion !== undefined || balancing === "network" || api.subnets === "public",
    privateSubnets: logs !== undefined || api.subnets === "private",
  };
  return (["publicSubnets", "privateSubnets"] as const)
    .filter((kind) => needed[kind] && existing[kind].length === 0)
    .map((kind) => ({
      path: ["network", "existing", kind],
      message: "must have at least 1 entry for what is put there",
    }));
}

/** Security groups here know IPv4 alone, as the network does. */
export function awsIsReached({ aws, adminRanges }: ResolvedEnvironment): Problem[] {
  if (!aws || adminRanges.length === 0 || adminRanges.some((range) => !range.includes(":"))) return [];
  const message = "must hold an IPv4 range: hosts in AWS have no IPv6 address";
  return [{ path: ["adminRanges"], message }];
}

/** Two hosts of one name would be one. */
export function awsHostNamesAreFree({ hosts, aws }: ResolvedEnvironment): Problem[] {
  if (!aws) return [];
  const taken = new Set([
    ...Array.from({ length: aws.api.count }, (_, index) => `api-${index + 1}`),
    ...(aws.bastion ? ["bastion"] : []),
    ...Array.from({ length: aws.logs?.count ?? 0 }, (_, index) => `logs-${index + 1}`),
  ]);
  return Object.keys(hosts)
    .filter((name) => taken.has(name))
    .map((name) => ({
      path: ["hosts", name],
      message: "must have another name: aws makes a host of that one",
    }));
}

/** Redis counts for a gateway; two would be asked for. */
export function redisHasOneSource({ gateway, aws }: ResolvedEnvironment): Problem[] {
  if (!aws?.redis) return [];
  if (!gateway) return [{ path: ["aws", "redis"], message: "needs a gateway, whose requests it counts" }];
  if (!gateway.redis) return [];
  return [{ path: ["gateway", "redis"], message: "must not be set beside aws.redis: one of them counts" }];
}

/** Records are of the names that the edge serves. */
export function recordsHaveNames({ edge, aws }: ResolvedEnvironment): Problem[] {
  if (!aws || edge) return [];
  return (["dns", "balancing"] as const)
    .filter((key) => (key === "dns" ? aws.dns : aws.balancing !== "none"))
    .map((key) => ({ path: ["aws", key], message: "needs an edge: it leads to the names of edge.sites" }));
}

/** Let's Encrypt's question has to reach a host that may answer it, and Route 53 has to be the zone's server. */
export function challengeFitsAws({ aws, certificates }: ResolvedEnvironment): Problem[] {
  if (!aws || !certificates) return [];
  const path = ["certificates", "challenge"];
  if (
    certificates.challenge === "dns-01-route53" &&
    (certificates.route53ZoneId ?? aws.dns?.zoneId) === undefined
  )
    return [
      {
        path: ["certificates", "route53ZoneId"],
        message: "is missing, or aws.dns.zoneId: the zone whose records alone the hosts may change",
      },
    ];
  if (certificates.challenge === "http-01" && aws.api.subnets === "private" && aws.api.count === 1)
    return [{ path, message: 'must be "dns-01-route53" with private hosts (got "http-01")' }];
  return [];
}
