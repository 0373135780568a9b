import { isIP } from "node:net";
import { alertsFitKibana } from "../../logging/alerts/kibana/connectors";
import { portOf } from "../../logging/ports";
import type { Problem } from "../problems";
import type { ResolvedElkServer, ResolvedEnvironment, ResolvedLogging } from "../types";

/** Existing hosts that collect logs, by name. */
function collectors({
  hosts,
}: Pick<ResolvedEnvironment, "hosts">): [string, ResolvedEnvironment["hosts"][string]][] {
  return Object.entries(hosts).filter(([, { role }]) => role === "logs");
}

/** Elasticsearch needs a majority of its nodes, which two have not once one is gone. */
export function logsAreCollected({ hosts, aws, logging }: ResolvedEnvironment): Problem[] {
  const count = collectors({ hosts }).length + (aws?.logs?.count ?? 0);
  // That there is no host at all is said elsewhere.
  if (!logging || count === 1 || count === 3 || (!aws && Object.keys(hosts).length === 0)) return [];
  const where = 'hosts of the role "logs" (hosts.<name>.role, or aws.logs)';
  return [{ path: ["logging"], message: `needs one or three ${where}; there are ${count}` }];
}

/** Kibana's host is closed to the world, and so to an ACME directory that asks it over HTTP. */
export function kibanaHasItsCertificate({ logging, certificates }: ResolvedEnvironment): Problem[] {
  if (!logging?.server.kibana || certificates?.challenge === "dns-01-route53") return [];
  const found = certificates ? `got "${certificates.challenge}"` : "there are no certificates";
  const message = `must be "dns-01-route53" with logging.server.kibana, whose host nobody outside may ask (${found})`;
  return [{ path: certificates ? ["certificates", "challenge"] : ["certificates"], message }];
}

/** Security groups let hosts in AWS out to HTTPS alone. */
export function existingServerIsReached({ aws, logging }: ResolvedEnvironment): Problem[] {
  const existing = logging?.server.elasticsearch.existing;
  if (!aws || !existing || portOf(existing.url) === 443) return [];
  const message = `must answer on port 443, which hosts in AWS may connect to (got "${existing.url}")`;
  return [{ path: ["logging", "server", "elasticsearch", "existing", "url"], message }];
}

/** Servers are bound to an address of their own, and firewalls know no names. */
export function logHostsHaveAddresses({ hosts, logging }: ResolvedEnvironment): Problem[] {
  if (!logging) return [];
  return collectors({ hosts })
    .filter(([, { address, internalAddress = address }]) => isIP(internalAddress) === 0)
    .map(([name, { address }]) => ({
      path: ["hosts", name, "internalAddress"],
      message: `is missing: logs are sent to an IP address, and "${address}" is a name`,
    }));
}

/** Where a host's address is not known here, neither is where its logs come from. */
export function logSourcesAreKnown({ hosts, logging }: ResolvedEnvironment): Problem[] {
  if (!logging || logging.ranges) return [];
  const [named] = Object.entries(hosts).filter(
    ([, { address, internalAddress = address }]) => isIP(internalAddress) === 0,
  );
  if (!named) return [];
  const message = `is missing: the address of hosts.${named[0]} is a name, and firewalls need the range that its logs come from`;
  return [{ path: ["logging", "ranges"], message }];
}

/** Logs hold addresses of people, and whatever an attacker wants to know (PCI DSS 4.0.1 10.3.1). */
export function notEverybodyLooksAtLogs({ ranges, viewerRanges }: ResolvedLogging): Problem[] {
  return (["ranges", "viewerRanges"] as const).flatMap(
    (key) =>
      ({ ranges, viewerRanges })[key]?.flatMap((range, index) =>
        range.endsWith("/0")
          ? [{ path: [key, index], message: `must not be the whole internet (got "${range}")` }]
          : [],
      ) ?? [],
  );
}

/** Kibana logs in with an account that only the server's owner can give it. */
export function kibanaHasItsServer({ elasticsearch, kibana }: ResolvedElkServer): Problem[] {
  if (!elasticsearch.existing || !kibana) return [];
  const message = "must not be set with elasticsearch.existing: use the Kibana of that server";
  return [{ path: ["kibana"], message }];
}

/** Shippers, Logstash and alerts each look at certificates in their own way: they are told what to look for. */
export function existingServerIsKnown({ elasticsearch }: ResolvedElkServer): Problem[] {
  const { existing } = elasticsearch;
  if (!existing || existing.authority !== undefined) return [];
  const message =
    "is missing: the PEM certificate that its chain ends at, also where machines trust that one anyway";
  return [{ path: ["elasticsearch", "existing", "authority"], message }];
}

/** What Kibana's licence does not let it do is told before it is silent. */
export function alertsReachPeople({ alerts, kibana }: ResolvedElkServer): Problem[] {
  return alertsFitKibana(alerts, kibana?.licence).map((problem) => ({
    ...problem,
    path: ["alerts", ...(problem.path ?? [])],
  }));
}
