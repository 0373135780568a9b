import type { Rule } from "../../core/rule";
import { LAUNCH_TEMPLATE, LAUNCHED_TYPES } from "./launched";

/** An Elastic IP address is a resource of its own, which somebody has decided on; this is one that comes along. */
export const publicIp: Rule = {
  id: "aws-instance-public-ip",
  title: "Instances get no public address on the way",
  why: "the whole internet can knock, and a slip in one security group is enough",
  mend: "set associatePublicIpAddress to false; put a load balancer in front, or attach an Elastic IP address on purpose",
  severity: "medium",
  maps: {
    practices: ["Firewalls and gateways"],
    pciDss4: ["1.4.2", "1.4.4"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_88", "CKV_AWS_389"],
    cdkNag: [
      "NIST.800.53.R5-EC2InstanceNoPublicIp",
      "NIST.800.53.R5-AutoScalingLaunchConfigPublicIpDisabled",
    ],
  },
  types: LAUNCHED_TYPES,
  check: (subject) => {
    const { properties, resource } = subject;
    const places =
      resource.type === LAUNCH_TEMPLATE ? properties.get("networkInterfaces").items() : [properties];
    subject.each(places, (place) => {
      const associate = place.get("associatePublicIpAddress");
      if (associate.boolean) subject.report(associate, "is true");
    });
  },
};
