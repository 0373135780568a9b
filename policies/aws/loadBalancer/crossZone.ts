import type { Rule } from "../../core/rule";
import type { Subject } from "../../core/subject";
import { CLASSIC, kindOf, LOAD_BALANCERS } from "./types";

/** Classic load balancers may be left in one zone. */
function demandZones(subject: Subject): void {
  const { properties } = subject;
  const zones = [properties.get("subnets"), properties.get("availabilityZones")].find((list) => list.exists);
  if (zones?.items().length === 1) subject.report(zones, "is one zone, at least two are asked for");
}

/** Always on for application load balancers, on by default for classic ones, off for network and gateway ones. */
export const crossZone: Rule = {
  id: "aws-lb-cross-zone",
  title: "Load balancers spread requests over the hosts of all zones",
  why: "else one zone's hosts take what the others could help with, and a flood needs to be only half as large",
  mend: "set enableCrossZoneLoadBalancing (classic: crossZoneLoadBalancing, with two zones) to true",
  severity: "low",
  maps: {
    practices: ["Rate limiting and throttling"],
    owaspApi2023: ["API4"],
    checkov: ["CKV_AWS_138", "CKV_AWS_152"],
    cdkNag: ["AwsSolutions-ELB4"],
  },
  types: [...LOAD_BALANCERS, ...CLASSIC],
  check: (subject) => {
    const kind = kindOf(subject);
    if (kind === "application") return;
    const classic = kind === "classic";
    if (classic) subject.attempt(() => demandZones(subject));
    const enabled = subject.properties.get(
      classic ? "crossZoneLoadBalancing" : "enableCrossZoneLoadBalancing",
    );
    if (enabled.boolean ?? classic) return;
    subject.report(enabled, enabled.exists ? "is false" : "is missing");
  },
};
