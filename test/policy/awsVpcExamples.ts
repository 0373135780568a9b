import { type Example, type Examples, ofType, UNKNOWN } from "./rule";

const WORLD = "0.0.0.0/0";
const thing = ofType();
const singleEntry = ofType("aws:ec2/networkAclRule:NetworkAclRule");
const table = ofType("aws:ec2/routeTable:RouteTable");
const tcp = (from: number, to = from): Record<string, unknown> => ({
  protocol: "tcp",
  fromPort: from,
  toPort: to,
});
const allow = (ruleNo: number, entry: Record<string, unknown>): Record<string, unknown> => ({
  action: "allow",
  cidrBlock: WORLD,
  ruleNo,
  ...entry,
});
const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const ENDPOINT_POLICY = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy";
const allowing = (statement: Record<string, unknown>): string =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", ...statement }] });
const OWN_ACCOUNT = { StringEquals: { "aws:PrincipalAccount": "123456789012" } };
const vpc = ofType("aws:ec2/vpc:Vpc");
/** An example beside another resource, a property of which is computed from it. */
const madeWith = (example: Example, type: string, property: string): Example => ({
  ...example,
  others: [{ type, properties: { [property]: UNKNOWN }, computedFromThing: [property] }],
});
const EVERYTHING = { protocol: "-1", fromPort: 0, toPort: 0 };

/** Examples by rule. */
export const awsVpcExamples: Record<string, Examples> = {
  "aws-vpc-default": {
    fails: [["", thing({})]],
    passes: [thing({ forceDestroy: true })],
    unknown: [thing({ forceDestroy: UNKNOWN })],
  },
  "aws-vpc-flow-logs": {
    fails: [
      ["", thing({ cidrBlock: "10.0.0.0/16" })],
      ["", { ...thing({ id: "vpc-1" }), others: [{ type: FLOW_LOG, properties: { vpcId: "vpc-2" } }] }],
    ],
    passes: [
      { ...thing({ id: "vpc-1" }), others: [{ type: FLOW_LOG, properties: { vpcId: "vpc-1" } }] },
      madeWith(thing({ id: UNKNOWN }), FLOW_LOG, "vpcId"),
    ],
    unknown: [{ ...thing({ id: "vpc-1" }), others: [{ type: FLOW_LOG, properties: { vpcId: UNKNOWN } }] }],
  },
  "aws-vpc-default-security-group": {
    fails: [
      ["", vpc({ id: "vpc-1" })],
      ["", madeWith(thing({ id: UNKNOWN }), INGRESS_RULE, "securityGroupId")],
      ["ingress", thing({ ingress: [{ ...EVERYTHING, self: true }] })],
      ["egress", thing({ ingress: UNKNOWN, egress: [{ ...EVERYTHING, cidrBlocks: [WORLD] }] })],
    ],
    passes: [
      thing({ vpcId: UNKNOWN }),
      thing({ ingress: [], egress: [] }),
      madeWith(vpc({ id: UNKNOWN }), DEFAULT_GROUP, "vpcId"),
    ],
    unknown: [
      thing({ ingress: UNKNOWN }),
      { ...vpc({ id: "vpc-1" }), others: [{ type: DEFAULT_GROUP, properties: { vpcId: UNKNOWN } }] },
    ],
  },
  "aws-subnet-public-ip": {
    fails: [
      ["mapPublicIpOnLaunch", thing({ mapPublicIpOnLaunch: true })],
      [
        "mapPublicIpOnLaunch",
        { ...thing({ mapPublicIpOnLaunch: true }), type: "aws:ec2/defaultSubnet:DefaultSubnet" },
      ],
    ],
    passes: [thing({}), thing({ mapPublicIpOnLaunch: false, assignIpv6AddressOnCreation: true })],
    unknown: [thing({ mapPublicIpOnLaunch: UNKNOWN })],
  },
  "aws-vpc-flow-log-traffic": {
    fails: [["trafficType", thing({ trafficType: "ACCEPT" })]],
    passes: [
      thing({ trafficType: "ALL" }),
      thing({ trafficType: "REJECT" }),
      thing({ transitGatewayId: "tgw-1" }),
    ],
    unknown: [thing({ trafficType: UNKNOWN })],
  },
  "aws-network-acl-admin-ports": {
    fails: [
      ["ingress[0].cidrBlock", thing({ ingress: [allow(100, EVERYTHING)] })],
      ["ingress[1].cidrBlock", thing({ ingress: [allow(100, tcp(443)), allow(110, tcp(22))] })],
      [
        "ingress[0].cidrBlock",
        thing({ ingress: [allow(100, tcp(0, 1024)), { ...allow(110, EVERYTHING), action: "deny" }] }),
      ],
      [
        "ingress[0].ipv6CidrBlock",
        thing({ ingress: [allow(1, { ...tcp(22), cidrBlock: "", ipv6CidrBlock: "::/0" })] }),
      ],
      ["ingress[0].cidrBlock", thing({ ingress: [allow(100, tcp(1024, 65535))] })],
      ["cidrBlock", singleEntry({ ...tcp(22), ruleAction: "allow", ruleNumber: 100, cidrBlock: WORLD })],
      ["cidrBlock", singleEntry({ ...EVERYTHING, ruleAction: "allow", ruleNumber: 100, cidrBlock: WORLD })],
    ],
    passes: [
      thing({}),
      thing({
        ingress: [
          allow(120, EVERYTHING),
          allow(100, { ...tcp(0, 22), action: "deny" }),
          allow(110, { ...tcp(3389), action: "deny" }),
        ],
      }),
      thing({ ingress: [allow(100, { ...tcp(22), cidrBlock: "192.0.2.0/24" }), allow(110, tcp(443))] }),
      singleEntry({ ...tcp(22), ruleAction: "allow", egress: true, cidrBlock: WORLD }),
      singleEntry({ ...tcp(22), ruleAction: "deny", cidrBlock: WORLD }),
      // Answers come back to these; a deny that comes first is a resource of its own.
      singleEntry({ ...tcp(1024, 65535), ruleAction: "allow", ruleNumber: 140, cidrBlock: WORLD }),
      singleEntry({ ...tcp(22), ruleAction: "allow", ruleNumber: 100, cidrBlock: "10.0.0.0/8" }),
    ],
    unknown: [
      thing({ ingress: UNKNOWN }),
      singleEntry({ ...tcp(22), ruleAction: "allow", cidrBlock: UNKNOWN }),
    ],
  },
  "aws-network-acl-attached": {
    fails: [
      ["", thing({ vpcId: UNKNOWN })],
      ["", thing({ subnetIds: [] })],
    ],
    passes: [
      thing({ subnetIds: [UNKNOWN] }),
      madeWith(thing({}), "aws:ec2/networkAclAssociation:NetworkAclAssociation", "networkAclId"),
    ],
    unknown: [thing({ subnetIds: UNKNOWN })],
  },
  "aws-eip-attached": {
    fails: [
      ["", thing({ domain: "vpc" })],
      ["", thing({ domain: "vpc", instance: "" })],
    ],
    passes: [
      thing({ instance: "i-1" }),
      madeWith(thing({ id: UNKNOWN }), "aws:ec2/eipAssociation:EipAssociation", "allocationId"),
      madeWith(thing({ id: UNKNOWN }), "aws:ec2/natGateway:NatGateway", "allocationId"),
      madeWith(thing({ id: UNKNOWN }), "aws:lb/loadBalancer:LoadBalancer", "subnetMappings"),
      {
        ...thing({ id: "eipalloc-1" }),
        others: [
          { type: "aws:ec2/eipAssociation:EipAssociation", properties: { allocationId: UNKNOWN } },
          { type: "aws:ec2/natGateway:NatGateway", properties: { allocationId: "eipalloc-1" } },
        ],
      },
    ],
    unknown: [
      thing({ networkInterface: UNKNOWN }),
      {
        ...thing({ id: "eipalloc-1" }),
        others: [{ type: "aws:ec2/natGateway:NatGateway", properties: { allocationId: UNKNOWN } }],
      },
    ],
  },
  "aws-vpc-peering-route": {
    fails: [
      ["destinationCidrBlock", thing({ destinationCidrBlock: WORLD, vpcPeeringConnectionId: "pcx-1" })],
      [
        "routes[1].ipv6CidrBlock",
        table({
          routes: [
            { cidrBlock: WORLD, gatewayId: UNKNOWN },
            { ipv6CidrBlock: "::/0", vpcPeeringConnectionId: "pcx-1" },
          ],
        }),
      ],
    ],
    passes: [
      thing({ destinationCidrBlock: WORLD, gatewayId: "igw-1" }),
      thing({ destinationCidrBlock: "10.1.0.0/16", vpcPeeringConnectionId: UNKNOWN }),
      table({ routes: [{ cidrBlock: "10.1.0.0/16", vpcPeeringConnectionId: "pcx-1" }] }),
      table({}),
    ],
    unknown: [
      thing({ destinationCidrBlock: UNKNOWN, vpcPeeringConnectionId: "pcx-1" }),
      thing({ destinationCidrBlock: WORLD, vpcPeeringConnectionId: UNKNOWN }),
    ],
  },
  "aws-vpc-endpoint-policy": {
    fails: [
      ["", thing({ serviceName: UNKNOWN })],
      ["policy", ofType(ENDPOINT_POLICY)({ policy: allowing({ Action: "*", Resource: "*" }) })],
      [
        "policy",
        thing({ vpcEndpointType: "Interface", policy: allowing({ Action: ["kms:*"], Resource: "*" }) }),
      ],
    ],
    passes: [
      thing({ policy: allowing({ Action: "s3:*", Resource: "*", Condition: OWN_ACCOUNT }) }),
      thing({ policy: allowing({ Action: "s3:GetObject", Resource: "*" }) }),
      madeWith(thing({ id: UNKNOWN }), ENDPOINT_POLICY, "vpcEndpointId"),
      thing({ vpcEndpointType: "Interface" }),
    ],
    unknown: [thing({ policy: UNKNOWN })],
  },
  "aws-vpc-endpoint-service-acceptance": {
    fails: [["acceptanceRequired", thing({ acceptanceRequired: false })]],
    passes: [thing({ acceptanceRequired: true })],
    unknown: [thing({ acceptanceRequired: UNKNOWN })],
  },
};
