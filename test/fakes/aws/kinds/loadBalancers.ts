import { UNKNOWN, type Properties } from "../../../../local/plugins/provider/propertyValue";
import type { Failure } from "../../../../local/plugins/provider/resourceType";
import { arn, code, digits } from "../identifiers";
import { holds, names, text, type Kinds } from "../kind";
import { valuesAt } from "../paths";
import { BUCKET, GROUP, INSTANCE, LOAD_BALANCER, SUBNET, TARGET_GROUP, VPC } from "./tokens";

/** Zone of a network load balancer's names, one for a region (AWS General Reference). */
const BALANCER_ZONES: Readonly<Record<string, string>> = {
  "eu-central-1": "Z3F0SRJ5LGBH90",
  "eu-west-1": "Z2IFOLAFXWLO4F",
  "us-east-1": "Z26RNL4JYFTOTI",
};

/** Names of load balancers and target groups (API reference: CreateLoadBalancer, CreateTargetGroup). */
function checkName({ name }: Properties): Failure[] {
  if (typeof name !== "string" || name === UNKNOWN) return [];
  return /^(?!-|internal-)[A-Za-z0-9-]{1,32}(?<!-)$/.test(name)
    ? []
    : [{ property: "name", reason: `name ${name}: at most 32 letters, digits and inner hyphens` }];
}

/** Load balancers. Source: ForceNew and customizeDiff in the Terraform provider for AWS (internal/service/elbv2). */
export const loadBalancers: Kinds = {
  [LOAD_BALANCER]: {
    replacing: ["internal", "loadBalancerType", "customerOwnedIpv4Pool"],
    // A network load balancer keeps its subnets; it has security groups from the beginning or never.
    replacingIf: (now, before) => {
      if (now.loadBalancerType !== "network") return [];
      const [groups, formerGroups] = [
        valuesAt(now, "securityGroups[]"),
        valuesAt(before, "securityGroups[]"),
      ];
      const lost = ["subnets[]", "subnetMappings[].subnetId"].filter((path) =>
        valuesAt(before, path).some((subnet) => !valuesAt(now, path).includes(subnet)),
      );
      return [
        ...lost.map((path) => path.split("[")[0]!),
        ...((groups.length === 0) === (formerGroups.length === 0) ? [] : ["securityGroups"]),
      ];
    },
    references: {
      "subnets[]": holds(SUBNET),
      "subnetMappings[].subnetId": holds(SUBNET),
      "securityGroups[]": holds(GROUP),
      "accessLogs.bucket": names(BUCKET),
    },
    id: ({ region, inputs, urn, serial }) => {
      const type = inputs.loadBalancerType === "network" ? "net" : "app";
      return arn(
        "elasticloadbalancing",
        region,
        `loadbalancer/${type}/${text(inputs.name)}/${digits(16, urn, serial)}`,
      );
    },
    arn: ({ id }) => id,
    computed: ({ id, region, inputs, state }) => {
      const subnet = state.resources.find(
        (other) => other.id === (inputs.subnets as string[] | undefined)?.[0],
      );
      return {
        arnSuffix: id.split(":loadbalancer/")[1]!,
        dnsName: `${text(inputs.name)}-${id.split("/").at(-1)}.elb.${region}.amazonaws.com`,
        zoneId: BALANCER_ZONES[region] ?? `Z${code(13, region)}`,
        loadBalancerType: "application",
        vpcId: text(subnet?.properties.vpcId),
      };
    },
    check: checkName,
    release: ({ id, properties }) => {
      if (properties.enableDeletionProtection === true)
        throw new Error(`OperationNotPermitted: ${id} has enableDeletionProtection set: change that first`);
    },
  },
  [TARGET_GROUP]: {
    replacing: ["port", "protocol", "protocolVersion", "targetType", "vpcId", "ipAddressType"],
    references: { vpcId: holds(VPC) },
    id: ({ region, inputs, urn, serial }) =>
      arn("elasticloadbalancing", region, `targetgroup/${text(inputs.name)}/${digits(16, urn, serial)}`),
    arn: ({ id }) => id,
    computed: ({ id }) => ({ arnSuffix: id.split(":").at(-1)!, targetType: "instance" }),
    check: checkName,
  },
  "aws:lb/targetGroupAttachment:TargetGroupAttachment": {
    replacing: ["availabilityZone", "port", "targetGroupArn", "targetId"],
    references: { targetGroupArn: holds(TARGET_GROUP) },
    id: ({ inputs, urn, serial }) => `${text(inputs.targetGroupArn)}-${digits(26, urn, serial)}`,
    admit: ({ inputs, state }) => {
      const target = text(inputs.targetId);
      if (
        target.startsWith("i-") &&
        !state.resources.some(({ type, id }) => type === INSTANCE && id === target)
      )
        throw new Error(`InvalidTarget: there is no instance ${target}`);
    },
  },
  "aws:lb/listener:Listener": {
    replacing: ["loadBalancerArn"],
    references: {
      loadBalancerArn: names(LOAD_BALANCER),
      "defaultActions[].targetGroupArn": holds(TARGET_GROUP),
    },
    id: ({ inputs, urn, serial }) =>
      `${text(inputs.loadBalancerArn).replace(":loadbalancer/", ":listener/")}/${digits(16, urn, serial)}`,
    arn: ({ id }) => id,
    admit: ({ inputs, state }, former) => {
      const twin = state.resources.find(
        (other) =>
          other !== former &&
          other.type.endsWith(":Listener") &&
          other.properties.loadBalancerArn === inputs.loadBalancerArn &&
          other.properties.port === inputs.port,
      );
      if (twin) throw new Error(`DuplicateListener: ${twin.id} listens on the same port`);
    },
  },
};
