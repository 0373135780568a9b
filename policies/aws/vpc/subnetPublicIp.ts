import type { Rule } from "../../core/rule";

/** Public subnets are for load balancers, NAT gateways and Elastic IP addresses: none of them needs it. */
export const subnetPublicIp: Rule = {
  id: "aws-subnet-public-ip",
  title: "Subnets give no public address to whatever starts in them",
  why: "a host that was meant to be private is on the internet because of where it stands",
  mend: "set mapPublicIpOnLaunch to false, and give an Elastic IP address to what has to be public",
  severity: "medium",
  maps: {
    practices: ["Firewalls and gateways"],
    pciDss4: ["1.4.2", "1.4.4"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_130"],
    cdkNag: ["NIST.800.53.R5-VPCSubnetAutoAssignPublicIpDisabled"],
  },
  types: ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"],
  check: (subject) => {
    const map = subject.properties.get("mapPublicIpOnLaunch");
    if (map.boolean) subject.report(map, "is true");
  },
};
