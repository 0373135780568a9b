import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import type { ResolvedAwsNetwork } from "../../model/types";
import type { AwsAccount } from "../account";
import { AwsSecurityGroup } from "../securityGroup/awsSecurityGroup";
import { endpointPolicy } from "./policies";

/** What endpoints are made in. */
export interface EndpointsArgs {
  /** The network. */
  vpcId: pulumi.Input<string>;
  /** Its range, which may connect. */
  cidrBlock: string;
  /** Subnets that get an interface each. */
  subnetIds: pulumi.Input<string>[];
  /** Route tables that get a route to the services with a gateway. */
  routeTableIds: pulumi.Input<string>[];
  /** Which endpoints. */
  settings: Pick<ResolvedAwsNetwork, "gatewayEndpoints" | "interfaceEndpoints">;
  /** The account, which alone may use them. */
  account: pulumi.Output<AwsAccount>;
}

/**
 * Endpoints of AWS's services inside a network.
 *
 * @returns id of the security group of the interfaces; undefined where there are none
 */
export function endpoints(
  name: string,
  args: EndpointsArgs,
  parent: pulumi.Resource,
): pulumi.Output<string> | undefined {
  const { vpcId, settings, account } = args;
  const shared = (service: string): Omit<ec2.VpcEndpointArgs, "vpcEndpointType"> => ({
    vpcId,
    serviceName: account.apply(({ region }) => `com.amazonaws.${region}.${service}`),
    policy: account.apply((of) => endpointPolicy(service, of)),
    tags: { Name: `${name}-${service}` },
  });
  for (const service of settings.gatewayEndpoints) {
    new ec2.VpcEndpoint(
      `${name}-${service}`,
      { ...shared(service), vpcEndpointType: "Gateway", routeTableIds: args.routeTableIds },
      { parent },
    );
  }
  if (settings.interfaceEndpoints.length === 0) return undefined;
  const group = new AwsSecurityGroup(
    name,
    {
      vpcId,
      description: "Endpoints of AWS services",
      ingress: [
        {
          description: "HTTPS from the network",
          protocol: "tcp",
          port: 443,
          peer: { cidrBlock: args.cidrBlock },
        },
      ],
      egress: [],
    },
    { parent },
  );
  for (const service of settings.interfaceEndpoints) {
    new ec2.VpcEndpoint(
      `${name}-${service}`,
      {
        ...shared(service),
        vpcEndpointType: "Interface",
        subnetIds: args.subnetIds,
        securityGroupIds: [group.id],
        // Programs find the endpoint under the service's usual name.
        privateDnsEnabled: true,
      },
      { parent },
    );
  }
  return group.id;
}
