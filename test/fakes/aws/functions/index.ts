import type { Properties } from "../../../../local/plugins/provider/propertyValue";
import type { Cloud } from "../cloud";
import type { ProviderConfig } from "../config";
import { ACCOUNT_ID, arn } from "../identifiers";
import { text } from "../kind";
import { getAmi } from "./getAmi";
import { getPolicyDocument } from "./getPolicyDocument";
import { lookUp } from "./lookUp";

/** Answers a call of a program. */
export type AwsFunction = (args: Properties, config: ProviderConfig, cloud: Cloud) => Properties;

/** The account that writes access logs, by region, where it is not a service (ELB User Guide: access logs). */
const BALANCER_ACCOUNTS: Readonly<Record<string, string>> = {
  "eu-central-1": "054676820928",
  "eu-west-1": "156460612806",
  "us-east-1": "127311923021",
};

/** The functions that are answered, by token. */
export const functions: Readonly<Record<string, AwsFunction>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    id: ACCOUNT_ID,
    accountId: ACCOUNT_ID,
    arn: arn("iam", "", "user/deployer"),
    userId: "AIDAFAKEFAKEFAKEFAKE0",
  }),
  "aws:index/getPartition:getPartition": () => ({
    id: "aws",
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
  }),
  "aws:index/getRegion:getRegion": (args, config) => {
    const region = text(args.region) || text(args.name) || config.region;
    return {
      id: region,
      region,
      name: region,
      description: `fake ${region}`,
      endpoint: `ec2.${region}.amazonaws.com`,
    };
  },
  "aws:index/getAvailabilityZones:getAvailabilityZones": (args, config) => {
    const region = text(args.region) || config.region;
    const zones = ["a", "b", "c"].map((letter) => `${region}${letter}`);
    return {
      id: region,
      names: zones,
      zoneIds: zones.map((_, index) => `fake-az${index + 1}`),
      groupNames: [region],
    };
  },
  "aws:ec2/getAmi:getAmi": getAmi,
  "aws:iam/getPolicyDocument:getPolicyDocument": getPolicyDocument,
  "aws:ec2/getVpc:getVpc": lookUp("aws:ec2/vpc:Vpc", ["id", "cidrBlock"]),
  "aws:ec2/getSubnet:getSubnet": lookUp("aws:ec2/subnet:Subnet", [
    "id",
    "vpcId",
    "cidrBlock",
    "availabilityZone",
  ]),
  "aws:kms/getKey:getKey": (args, config, cloud) =>
    lookUp("aws:kms/key:Key", ["keyId"])({ keyId: text(args.keyId).replace(/^.*:key\//, "") }, config, cloud),
  "aws:route53/getZone:getZone": (args, config, cloud) =>
    lookUp("aws:route53/zone:Zone", ["zoneId", "name"])(
      { ...args, ...(args.name !== undefined && { name: text(args.name).replace(/\.$/, "") }) },
      config,
      cloud,
    ),
  "aws:ssm/getParameter:getParameter": lookUp("aws:ssm/parameter:Parameter", ["name"]),
  "aws:elb/getServiceAccount:getServiceAccount": (args, config) => {
    const id = BALANCER_ACCOUNTS[text(args.region) || config.region];
    if (id === undefined)
      throw new Error(`fake aws: no account is known that writes access logs in ${config.region}`);
    return { id, arn: `arn:aws:iam::${id}:root`, region: config.region };
  },
};
