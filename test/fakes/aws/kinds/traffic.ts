import { UNKNOWN, type Properties } from "../../../../local/plugins/provider/propertyValue";
import type { Failure } from "../../../../local/plugins/provider/resourceType";
import { arn, code, digits, uuid } from "../identifiers";
import { holds, names, text, type Kinds } from "../kind";
import { ec2Id } from "./ec2Id";
import {
  BUCKET,
  GROUP,
  INSTANCE,
  KEY,
  LOAD_BALANCER,
  LOG_GROUP,
  SUBNET,
  TARGET_GROUP,
  VPC,
  ZONE,
} from "./tokens";

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

/** Load balancers and DNS. Source: ForceNew in the Terraform provider for AWS (internal/service/elbv2, route53). */
export const traffic: Kinds = {
  [LOAD_BALANCER]: {
    replacing: ["internal", "loadBalancerType", "customerOwnedIpv4Pool", "subnetMappings"],
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
    admit: ({ inputs }, former) => {
      if (inputs.loadBalancerType !== "network" || !former) return;
      const [before, now] = [former.properties.securityGroups, inputs.securityGroups].map(
        (groups) => (groups as string[] | undefined)?.length ?? 0,
      );
      if ((before === 0) !== (now === 0))
        throw new Error("InvalidConfigurationRequest: a network load balancer keeps having groups, or none");
    },
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
  [ZONE]: {
    replacing: ["delegationSetId"],
    references: { "vpcs[].vpcId": holds(VPC) },
    id: ({ urn, serial }) => `Z${code(20, urn, serial)}`,
    arn: ({ id }) => arn("route53", "", `hostedzone/${id}`, ""),
    computed: ({ id }) => ({
      zoneId: id,
      nameServers: ["org", "com", "net", "co.uk"].map((end, index) => `ns-${index}.awsdns-0${index}.${end}`),
      primaryNameServer: "ns-0.awsdns-00.org",
    }),
    release: ({ id, properties }, state) => {
      const record = state.resources.find(
        (other) => other.type === "aws:route53/record:Record" && other.properties.zoneId === id,
      );
      if (record && properties.forceDestroy !== true)
        throw new Error(`HostedZoneNotEmpty: ${id} has the record ${record.id}`);
    },
  },
  "aws:route53/record:Record": {
    replacing: ["name", "zoneId"],
    references: { zoneId: holds(ZONE), healthCheckId: holds("aws:route53/healthCheck:HealthCheck") },
    id: ({ inputs }) =>
      [inputs.zoneId, inputs.name, inputs.type, inputs.setIdentifier].map(text).filter(Boolean).join("_"),
    computed: ({ inputs, state }) => {
      const zone = text(state.resources.find(({ id }) => id === inputs.zoneId)?.properties.name);
      const name = text(inputs.name);
      return { fqdn: name.endsWith(zone) ? name : `${name}.${zone}` };
    },
    check: ({ aliases, records, ttl, setIdentifier, ...rest }) => {
      const failures = [];
      const has = (value: unknown): boolean => (value ?? null) !== null;
      if (has(aliases) === has(records))
        failures.push({ property: "", reason: "exactly one of aliases and records must be given" });
      if (has(records) && !has(ttl)) failures.push({ property: "ttl", reason: "records need a ttl" });
      const routing = Object.keys(rest).filter((name) => /RoutingPolic/.test(name) && has(rest[name]));
      if (routing.length > 0 !== has(setIdentifier))
        failures.push({
          property: "setIdentifier",
          reason: "a routing policy and setIdentifier go together",
        });
      return failures;
    },
  },
  "aws:route53/healthCheck:HealthCheck": {
    replacing: ["type", "referenceName", "requestInterval", "measureLatency", "routingControlArn"],
    id: ({ urn, serial }) => uuid(urn, serial),
    arn: ({ id }) => arn("route53", "", `healthcheck/${id}`, ""),
    check: ({ type, regions, requestInterval }) => {
      const failures = [];
      if (Array.isArray(regions) && regions.length < 3)
        failures.push({ property: "regions", reason: "regions: at least three are needed" });
      if (requestInterval !== undefined && ![10, 30, UNKNOWN].includes(requestInterval as number))
        failures.push({ property: "requestInterval", reason: "requestInterval is 10 or 30 seconds" });
      if (["CALCULATED", "CLOUDWATCH_METRIC"].includes(text(type)) && requestInterval !== undefined)
        failures.push({ property: "requestInterval", reason: `${text(type)} has no requestInterval` });
      return failures;
    },
  },
  "aws:route53/queryLog:QueryLog": {
    replacing: ["cloudwatchLogGroupArn", "zoneId"],
    references: { zoneId: holds(ZONE) },
    id: ({ urn, serial }) => uuid(urn, serial),
    admit: ({ inputs, state }) => {
      const wanted = text(inputs.cloudwatchLogGroupArn).replace(/:\*$/, "");
      const group = state.resources.find(
        ({ type, properties }) => type === LOG_GROUP && properties.arn === wanted,
      );
      if (group?.region !== "us-east-1")
        throw new Error(`NoSuchCloudWatchLogsLogGroup: ${wanted} is not a log group in us-east-1`);
      if (
        !state.resources.some(
          ({ type, region }) => type.endsWith(":LogResourcePolicy") && region === "us-east-1",
        )
      )
        throw new Error("InsufficientCloudWatchLogsResourcePolicy: Route 53 may not write to log groups");
    },
  },
  "aws:route53/keySigningKey:KeySigningKey": {
    replacing: ["hostedZoneId", "keyManagementServiceArn", "name"],
    references: { hostedZoneId: holds(ZONE), keyManagementServiceArn: holds(KEY) },
    id: ({ inputs }) => `${text(inputs.hostedZoneId)},${text(inputs.name)}`,
    computed: ({ urn }) => ({
      keyTag: parseInt(digits(4, urn), 16),
      dsRecord: `${parseInt(digits(4, urn), 16)} 13 2 ${digits(64, urn, "digest").toUpperCase()}`,
      flag: 257,
    }),
    admit: ({ inputs, state }) => {
      const key = state.resources.find(
        ({ type, properties }) => type === KEY && properties.arn === inputs.keyManagementServiceArn,
      );
      const { customerMasterKeySpec, keyUsage } = key?.properties ?? {};
      if (
        key?.region !== "us-east-1" ||
        customerMasterKeySpec !== "ECC_NIST_P256" ||
        keyUsage !== "SIGN_VERIFY"
      )
        throw new Error("InvalidKMSArn: the key must be an ECC_NIST_P256 key for SIGN_VERIFY in us-east-1");
    },
  },
  "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec": {
    replacing: ["hostedZoneId"],
    references: { hostedZoneId: holds(ZONE) },
    id: ({ inputs }) => text(inputs.hostedZoneId),
    admit: ({ inputs, state }) => {
      const key = state.resources.find(
        ({ type, properties }) =>
          type.endsWith(":KeySigningKey") && properties.hostedZoneId === inputs.hostedZoneId,
      );
      if (!key) throw new Error("KeySigningKeyWithActiveStatusNotFound: the zone has no key signing key");
    },
  },
  "aws:ec2/networkInterface:NetworkInterface": {
    replacing: ["subnetId"],
    references: { subnetId: holds(SUBNET), "securityGroups[]": holds(GROUP) },
    id: ec2Id("eni"),
  },
};
