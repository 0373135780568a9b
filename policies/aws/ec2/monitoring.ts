import type { Rule } from "../../core/rule";
import type { Subject } from "../../core/subject";
import type { Value } from "../../core/value";
import { hasLaunchTemplate, LAUNCH_CONFIGURATION, LAUNCH_TEMPLATE, LAUNCHED_TYPES } from "./launched";

/** Where a type says whether it is on, and what holds where nothing is said. */
function monitoringOf({ properties, resource }: Subject): { place: Value; default: boolean } {
  switch (resource.type) {
    case LAUNCH_TEMPLATE:
      return { place: properties.get("monitoring.enabled"), default: false };
    case LAUNCH_CONFIGURATION:
      return { place: properties.get("enableMonitoring"), default: true };
    default:
      return { place: properties.get("monitoring"), default: false };
  }
}

/** Metrics every minute rather than every five. */
export const monitoring: Rule = {
  id: "aws-instance-detailed-monitoring",
  title: "Instances report metrics every minute",
  why: "with one value in five minutes, an alarm comes when the attack or the outage is over",
  mend: "set monitoring to true (monitoring.enabled of a launch template)",
  severity: "low",
  maps: {
    practices: ["Monitoring and logging"],
    pciDss4: ["10.7.2"],
    checkov: ["CKV_AWS_126"],
    cdkNag: ["AwsSolutions-EC28"],
  },
  types: LAUNCHED_TYPES,
  check: (subject) => {
    const { place, default: isOn } = monitoringOf(subject);
    if (place.boolean ?? isOn) return;
    if (place.exists) subject.report(place, "is false");
    else if (!hasLaunchTemplate(subject)) subject.report(place, "is missing");
  },
};
