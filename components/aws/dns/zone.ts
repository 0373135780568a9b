import { ConfigurationError } from "../../model/problems";
import type { ResolvedAwsDns } from "../../model/types";

/** A hosted zone of Route 53. */
export interface HostedZone {
  /** Its id. */
  zoneId: string;
  /** Its name, without a final dot. */
  name: string;
}

/**
 * The zone, if it holds all the names: Route 53 takes no record of another one, and says so only halfway through.
 *
 * @param zone - as Route 53 knows it
 * @param names - names that records are made of
 * @param settings - which of the settings named the zone
 * @throws ConfigurationError for names that are not in the zone
 */
export function zoneOfNames<Z extends HostedZone>(
  zone: Z,
  names: readonly string[],
  settings: Pick<ResolvedAwsDns, "zoneId">,
): Z {
  const outside = names.filter((name) => name !== zone.name && !name.endsWith(`.${zone.name}`));
  if (outside.length === 0) return zone;
  throw new ConfigurationError([
    {
      path: ["awsDns", settings.zoneId === undefined ? "zone" : "zoneId"],
      message: `must be a zone that holds ${outside.join(", ")} (got ${zone.zoneId}, which is ${zone.name})`,
    },
  ]);
}
