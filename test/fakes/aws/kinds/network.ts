import { admitSubnet, checkCidrBlock } from "../addresses";
import { arn } from "../identifiers";
import { holds, text, type Kinds } from "../kind";
import { ec2Id, ec2IdAlong } from "./ec2Id";
import { GROUP, ROLE, SUBNET, VPC } from "./tokens";

const TABLES = ["aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"];

const inVpc = { references: { vpcId: holds(VPC) } };

/** Networks. Sources: ForceNew in the schemas of the Terraform provider for AWS (internal/service/ec2), Amazon VPC User Guide. */
export const network: Kinds = {
  [VPC]: {
    replacing: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
    id: ec2Id("vpc"),
    computed: (making) => ({
      instanceTenancy: "default",
      defaultSecurityGroupId: ec2IdAlong("sg", making, "default security group"),
      defaultNetworkAclId: ec2IdAlong("acl", making, "default network ACL"),
      defaultRouteTableId: ec2IdAlong("rtb", making, "main route table"),
      mainRouteTableId: ec2IdAlong("rtb", making, "main route table"),
      dhcpOptionsId: ec2IdAlong("dopt", making, "DHCP options"),
    }),
    check: ({ cidrBlock }) => checkCidrBlock("cidrBlock", cidrBlock, 16, 28),
  },
  [SUBNET]: {
    replacing: ["availabilityZone", "availabilityZoneId", "cidrBlock", "vpcId", "outpostArn", "ipv6Native"],
    ...inVpc,
    id: ec2Id("subnet"),
    computed: ({ region, inputs }) => ({ availabilityZone: text(inputs.availabilityZone) || `${region}a` }),
    check: ({ cidrBlock }) => checkCidrBlock("cidrBlock", cidrBlock, 16, 28),
    admit: admitSubnet,
  },
  "aws:ec2/internetGateway:InternetGateway": { ...inVpc, id: ec2Id("igw") },
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": {
    replacing: ["vpcId"],
    ...inVpc,
    id: ec2Id("eigw"),
  },
  "aws:ec2/routeTable:RouteTable": { replacing: ["vpcId"], ...inVpc, id: ec2Id("rtb") },
  "aws:ec2/route:Route": {
    replacing: [
      "routeTableId",
      "destinationCidrBlock",
      "destinationIpv6CidrBlock",
      "destinationPrefixListId",
    ],
    references: {
      routeTableId: holds(...TABLES),
      gatewayId: holds("aws:ec2/internetGateway:InternetGateway"),
      natGatewayId: holds("aws:ec2/natGateway:NatGateway"),
    },
    id: ({ inputs }) =>
      `r-${text(inputs.routeTableId)}${text(inputs.destinationCidrBlock) || text(inputs.destinationIpv6CidrBlock)}`,
    computed: () => ({ origin: "CreateRoute", state: "active" }),
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    replacing: ["subnetId", "gatewayId"],
    references: { routeTableId: holds(...TABLES), subnetId: holds(SUBNET) },
    id: ec2Id("rtbassoc"),
    admit: ({ inputs, state }, former) => {
      const other = state.resources.find(
        ({ type, properties }) =>
          type.endsWith(":RouteTableAssociation") && properties.subnetId === inputs.subnetId,
      );
      if (other && other !== former && typeof inputs.subnetId === "string")
        throw new Error(`Resource.AlreadyAssociated: ${inputs.subnetId} has a route table already`);
    },
  },
  "aws:ec2/defaultRouteTable:DefaultRouteTable": {
    replacing: ["defaultRouteTableId"],
    id: ({ inputs }) => text(inputs.defaultRouteTableId),
  },
  "aws:ec2/natGateway:NatGateway": {
    replacing: ["allocationId", "connectivityType", "privateIp", "subnetId"],
    references: { subnetId: holds(SUBNET), allocationId: holds("aws:ec2/eip:Eip") },
    id: ec2Id("nat"),
    arn: ({ region, id }) => arn("ec2", region, `natgateway/${id}`),
    computed: (making) => ({
      connectivityType: "public",
      networkInterfaceId: ec2IdAlong("eni", making, "interface"),
      publicIp: text(
        making.state.resources.find(({ id }) => id === making.inputs.allocationId)?.properties.publicIp,
      ),
    }),
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    replacing: ["serviceName", "vpcEndpointType", "vpcId"],
    references: {
      vpcId: holds(VPC),
      "subnetIds[]": holds(SUBNET),
      "routeTableIds[]": holds(...TABLES),
      "securityGroupIds[]": holds(GROUP),
    },
    id: ec2Id("vpce"),
    computed: () => ({ vpcEndpointType: "Gateway", state: "available" }),
    admit: ({ region, inputs }) => {
      // Names other than AWS's own are those of endpoint services that somebody offers.
      const service = text(inputs.serviceName);
      if (service.startsWith("com.amazonaws.") && !service.startsWith(`com.amazonaws.${region}.`))
        throw new Error(`InvalidServiceName: ${service} is not offered in ${region}`);
    },
  },
  "aws:ec2/flowLog:FlowLog": {
    replacing: [
      ...["deliverCrossAccountRole", "destinationOptions", "eniId", "iamRoleArn", "logDestination"],
      ...["logDestinationType", "logFormat", "maxAggregationInterval", "subnetId", "trafficType", "vpcId"],
    ],
    references: { vpcId: holds(VPC), subnetId: holds(SUBNET), iamRoleArn: holds(ROLE) },
    id: ec2Id("fl"),
    arn: ({ region, id }) => arn("ec2", region, `vpc-flow-log/${id}`),
    computed: () => ({ logDestinationType: "cloud-watch-logs", maxAggregationInterval: 600 }),
  },
  "aws:ec2/networkAcl:NetworkAcl": { replacing: ["vpcId"], ...inVpc, id: ec2Id("acl") },
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": {
    replacing: ["defaultNetworkAclId"],
    id: ({ inputs }) => text(inputs.defaultNetworkAclId),
  },
  "aws:ec2/networkInterface:NetworkInterface": {
    replacing: ["subnetId"],
    references: { subnetId: holds(SUBNET), "securityGroups[]": holds(GROUP) },
    id: ec2Id("eni"),
  },
};
