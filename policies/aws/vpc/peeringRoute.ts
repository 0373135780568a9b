import type { Rule } from "../../core/rule";
import type { Value } from "../../core/value";

const ROUTE = "aws:ec2/route:Route";
const RANGES = ["cidrBlock", "ipv6CidrBlock", "destinationCidrBlock", "destinationIpv6CidrBlock"];

/** CIS AWS Foundations 3.0.0, 5.5. */
export const peeringRoute: Rule = {
  id: "aws-vpc-peering-route",
  title: "Routes to a peered VPC name what is reached there",
  why: "with a route for everything, all that leaves this network goes through the other one, which can read and change it",
  mend: "route the ranges of the subnets that are needed, one route each",
  severity: "medium",
  maps: {
    practices: ["Firewalls and gateways"],
    cisAws: ["5.5"],
    pciDss4: ["1.3.2", "1.4.2"],
    owaspApi2023: ["API8"],
    checkov: ["CKV2_AWS_44"],
  },
  types: [ROUTE, "aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"],
  check: (subject) => {
    const { properties, resource } = subject;
    const judge = (route: Value): void => {
      subject.each(RANGES, (name) => {
        const range = route.get(name);
        if (!/\/0\s*$/.test(range.string ?? "")) return;
        const peering = route.get("vpcPeeringConnectionId");
        if (peering.exists && peering.string !== "")
          subject.report(range, `is ${range.string} over a peering`);
      });
    };
    if (resource.type === ROUTE) judge(properties);
    else subject.each(properties.get("routes").items(), judge);
  },
};
