import type { Problem } from "../problems";
import type { ResolvedAwsDns } from "../types";

/** One zone, said one way. */
export function zoneIsNamedOnce({ zone, zoneId }: ResolvedAwsDns): Problem[] {
  if (zone === undefined && zoneId === undefined)
    return [{ path: [], message: "must have zoneId, or zone with the zone's name" }];
  if (zone === undefined || zoneId === undefined) return [];
  return [
    { path: ["zone"], message: `must not be set beside zoneId, which says it already (got "${zone}")` },
  ];
}
