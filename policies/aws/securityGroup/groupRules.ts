import { isWorld } from "../../core/addressRange";
import type { Subject } from "../../core/subject";
import type { Value } from "../../core/value";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
/** One rule for either direction; the older resource for it. */
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

/** Types of rules that stand beside their group. */
export const SINGLE_RULE_TYPES: readonly string[] = [RULE, INGRESS_RULE, EGRESS_RULE];
/** Types whose resources let traffic in. */
export const INGRESS_TYPES: [string, ...string[]] = [GROUP, DEFAULT_GROUP, RULE, INGRESS_RULE];
/** Types whose resources let traffic out. */
export const EGRESS_TYPES: [string, ...string[]] = [GROUP, DEFAULT_GROUP, RULE, EGRESS_RULE];
/** Types of groups and rules of both directions. */
export const ALL_TYPES: [string, ...string[]] = [GROUP, DEFAULT_GROUP, RULE, INGRESS_RULE, EGRESS_RULE];

/** Whether a resource is a group rather than a rule of one. */
export function isGroup(subject: Subject): boolean {
  return [GROUP, DEFAULT_GROUP].includes(subject.resource.type);
}

/** Whether a resource is the group that every VPC comes with. */
export function isDefaultGroup(subject: Subject): boolean {
  return subject.resource.type === DEFAULT_GROUP;
}

/** Visits the rules of a resource for one direction, in the shape that its type gives them. */
export function eachRule(
  subject: Subject,
  direction: "ingress" | "egress",
  visit: (rule: Value) => void,
): void {
  const { properties, resource } = subject;
  const itsOwn = { [INGRESS_RULE]: "ingress", [EGRESS_RULE]: "egress" }[resource.type];
  subject.attempt(() => {
    if (isGroup(subject)) subject.each(properties.get(direction).items(), visit);
    else if ((itsOwn ?? properties.get("type").string) === direction) visit(properties);
  });
}

/** The protocol of a rule: `all`, `tcp`, `udp` or what else stands there. */
export function protocolOf(rule: Value): string {
  const protocol = (rule.get("protocol").string ?? rule.get("ipProtocol").string ?? "").toLowerCase();
  // Numbers of protocols are those of IANA; -1 is AWS's for every protocol and port.
  return { "-1": "all", "6": "tcp", "17": "udp" }[protocol] ?? protocol;
}

/** First and last port of a rule on TCP or UDP. */
export function portsOf(rule: Value): { from: number; to: number } {
  const from = rule.get("fromPort").number ?? 0;
  return { from, to: rule.get("toPort").number ?? from };
}

/** Whether a rule is for every port: of every protocol, or of TCP or UDP. */
export function isForAllPorts(rule: Value): boolean {
  const protocol = protocolOf(rule);
  if (protocol === "all") return true;
  if (!["tcp", "udp"].includes(protocol)) return false;
  const { from, to } = portsOf(rule);
  return from <= 1 && to >= 65535;
}

/** Those of some TCP ports that a rule is for. */
export function coveredPorts(rule: Value, ports: readonly number[]): readonly number[] {
  const protocol = protocolOf(rule);
  if (protocol === "all") return ports;
  if (protocol !== "tcp") return [];
  const { from, to } = portsOf(rule);
  return ports.filter((port) => from <= port && port <= to);
}

const RANGES = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"];

/** Visits the ranges of a rule that are the world, by the parameters `minimumPrefixV4` and `minimumPrefixV6`. */
export function eachWorldRange(
  subject: Subject,
  rule: Value,
  visit: (range: Value, text: string) => void,
): void {
  const v4 = subject.parameter<number>("minimumPrefixV4");
  const v6 = subject.parameter<number>("minimumPrefixV6");
  subject.each(RANGES, (name) => {
    const ranges = rule.get(name);
    subject.each(ranges.string === undefined ? ranges.items() : [ranges], (range) => {
      if (range.string && isWorld(range.string, v4, v6)) visit(range, range.string);
    });
  });
}
