import type { Rule } from "../../core/rule";
import { hasLaunchTemplate, INSTANCE, SPOT_INSTANCE } from "./launched";

const PLACES = ["subnetId", "networkInterfaces", "primaryNetworkInterface"];

/** The subnets of the default VPC give every instance a public address. */
export const ownSubnet: Rule = {
  id: "aws-instance-own-subnet",
  title: "Instances stand in a subnet that was chosen for them",
  why: "else they land in the default VPC: with a public address, and beside everything else that nobody placed",
  mend: "set subnetId",
  severity: "medium",
  maps: {
    practices: ["Firewalls and gateways"],
    pciDss4: ["1.4.1", "1.4.4"],
    owaspApi2023: ["API8"],
    cdkNag: ["NIST.800.53.R5-EC2InstancesInVPC"],
  },
  types: [INSTANCE, SPOT_INSTANCE],
  check: (subject) => {
    if (hasLaunchTemplate(subject)) return;
    if (PLACES.some((place) => subject.properties.get(place).exists)) return;
    subject.report(subject.properties.get("subnetId"), "is missing");
  },
};
