import { UNKNOWN, type Properties } from "../../../../local/plugins/provider/propertyValue";
import type { Failure } from "../../../../local/plugins/provider/resourceType";
import { checkCidrBlock } from "../addresses";
import { arn } from "../identifiers";
import { changedPaths } from "../paths";
import { holds, text, type Kind, type Kinds } from "../kind";
import { ec2Id } from "./ec2Id";
import { GROUP, VPC } from "./tokens";

/** Characters that EC2 takes in descriptions of groups and rules, at most 255 (API reference: IpRange, CreateSecurityGroup). */
const DESCRIPTION = /^[0-9A-Za-z_ .:/()#,@[\]+=&;{}!$*-]{0,255}$/;

const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";

function checkDescription({ description }: Properties): Failure[] {
  if (typeof description !== "string" || description === UNKNOWN || DESCRIPTION.test(description)) return [];
  const reason = `description ${JSON.stringify(description)}: EC2 takes at most 255 letters, digits and ._-:/()#,@[]+=&;{}!$* with spaces`;
  return [{ property: "description", reason }];
}

const SOURCES = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];

function checkRule(inputs: Properties): Failure[] {
  const { fromPort, toPort, ipProtocol, cidrIpv4 } = inputs;
  const failures = [...checkDescription(inputs), ...checkCidrBlock("cidrIpv4", cidrIpv4, 0, 32)];
  const refuse = (reason: string): void => void failures.push({ property: "", reason });
  const given = SOURCES.filter((source) => (inputs[source] ?? null) !== null);
  if (given.length !== 1) refuse(`exactly one of ${SOURCES.join(", ")} must be given, not ${given.length}`);
  if (ipProtocol === "-1" && (fromPort ?? toPort ?? null) !== null)
    refuse("fromPort and toPort have no meaning with ipProtocol -1");
  if (
    (ipProtocol === "tcp" || ipProtocol === "udp") &&
    ((fromPort ?? null) === null || (toPort ?? null) === null)
  )
    refuse(`ipProtocol ${ipProtocol} needs fromPort and toPort`);
  if (typeof fromPort === "number" && typeof toPort === "number" && fromPort > toPort)
    refuse(`fromPort ${fromPort} is greater than toPort ${toPort}`);
  return failures;
}

const rule: Kind = {
  replacing: ["securityGroupId"],
  // A rule keeps the kind of its source.
  replacingIf: (now, before) =>
    SOURCES.filter((source) => (now[source] ?? null) === null || (before[source] ?? null) === null),
  references: { securityGroupId: holds(GROUP, DEFAULT_GROUP), referencedSecurityGroupId: holds(GROUP) },
  id: ec2Id("sgr"),
  arn: ({ region, id }) => arn("ec2", region, `security-group-rule/${id}`),
  computed: ({ id }) => ({ securityGroupRuleId: id }),
  check: checkRule,
  admit: ({ type, inputs, state }, former) => {
    const meaning = ({ securityGroupId, ipProtocol, fromPort, toPort, ...rest }: Properties): Properties => ({
      ...{ securityGroupId: securityGroupId!, ipProtocol: ipProtocol! },
      ...{ fromPort: fromPort ?? null, toPort: toPort ?? null },
      ...Object.fromEntries(SOURCES.map((source) => [source, rest[source] ?? null])),
    });
    const twin = state.resources.find(
      (other) =>
        other !== former &&
        other.type === type &&
        changedPaths(meaning(other.properties), meaning(inputs)).length === 0,
    );
    if (twin) throw new Error(`InvalidPermission.Duplicate: ${twin.id} is the same rule`);
  },
};

/** Security groups. Source: ForceNew and RequiresReplace in the Terraform provider for AWS (internal/service/ec2/vpc_security_group*). */
export const securityGroups: Kinds = {
  [GROUP]: {
    replacing: ["description", "vpcId"],
    references: { vpcId: holds(VPC) },
    id: ec2Id("sg"),
    computed: () => ({ description: "Managed by Pulumi" }),
    check: (inputs) => {
      const name = text(inputs.name);
      const failures = checkDescription(inputs);
      if (name.startsWith("sg-"))
        failures.push({ property: "name", reason: `name ${name} must not begin with sg-` });
      if (name.length > 255)
        failures.push({ property: "name", reason: "name is longer than 255 characters" });
      return failures;
    },
    admit: ({ inputs, state }, former) => {
      const twin = state.resources.find(
        (other) =>
          other !== former &&
          other.type === GROUP &&
          other.properties.vpcId === inputs.vpcId &&
          other.properties.name === inputs.name,
      );
      if (twin) throw new Error(`InvalidGroup.Duplicate: ${text(inputs.name)} is ${twin.id} in the same VPC`);
    },
  },
  [DEFAULT_GROUP]: {
    replacing: ["vpcId"],
    references: { vpcId: { to: [VPC], holds: false } },
    id: ({ inputs, state }) =>
      text(state.resources.find(({ id }) => id === inputs.vpcId)?.properties.defaultSecurityGroupId),
    arn: ({ region, id }) => arn("ec2", region, `security-group/${id}`),
    computed: () => ({ name: "default", description: "default VPC security group" }),
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule,
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule,
  "aws:ec2/securityGroupRule:SecurityGroupRule": {
    replacing: [
      ...["cidrBlocks", "fromPort", "ipv6CidrBlocks", "prefixListIds", "protocol", "securityGroupId", "self"],
      ...["sourceSecurityGroupId", "toPort", "type"],
    ],
    references: { securityGroupId: holds(GROUP), sourceSecurityGroupId: holds(GROUP) },
    id: ec2Id("sgrule"),
    check: checkDescription,
  },
};
