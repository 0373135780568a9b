import type { Rule } from "../../core/rule";
import { CLUSTER, GROUP } from "./types";

/** Amazon ElastiCache User Guide, "Subnets and subnet groups". */
export const subnetGroup: Rule = {
  id: "aws-elasticache-subnet-group",
  title: "Caches stand in subnets that were chosen for them",
  why: "the default subnet group is the default VPC, whose subnets are public",
  mend: "set subnetGroupName to a group of private subnets",
  severity: "medium",
  maps: {
    practices: ["Firewalls and gateways"],
    pciDss4: ["1.4.4"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_323"],
    cdkNag: ["AwsSolutions-AEC1"],
  },
  types: [GROUP, CLUSTER],
  check: (subject) => {
    const { properties, resource } = subject;
    if (resource.type === CLUSTER && properties.get("replicationGroupId").exists) return;
    const name = properties.get("subnetGroupName");
    if (!name.exists || name.string === "default")
      subject.report(name, name.exists ? "is default" : "is missing: it is default");
  },
};
