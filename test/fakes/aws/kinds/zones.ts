import { UNKNOWN } from "../../../../local/plugins/provider/propertyValue";
import { arn, code, digits, uuid } from "../identifiers";
import { holds, text, type Kinds } from "../kind";
import { KEY, LOG_GROUP, VPC, ZONE } from "./tokens";

/** DNS. Sources: ForceNew in the Terraform provider for AWS (internal/service/route53), Route 53 Developer Guide on DNSSEC and query logging. */
export const zones: Kinds = {
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
};
