import type { Resource } from "../../core/resource";
import type { Subject } from "../../core/subject";

/** Hosted zones. */
export const ZONE = "aws:route53/zone:Zone";

/** By what a zone is named elsewhere. */
export const ZONE_IDENTITIES = ["id", "zoneId"];

/** Reports a zone that the world may ask, and that nothing does something for; private ones belong to a VPC. */
export function reportPublicZone(subject: Subject, doing: readonly Resource[], found: string): void {
  if (doing.length === 0 && subject.properties.get("vpcs").items().length === 0) subject.reportWhole(found);
}
