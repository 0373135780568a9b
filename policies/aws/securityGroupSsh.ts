import { isWorld, worldParameters } from "../core/addressRange";
import type { Rule } from "../core/rule";
import type { Subject } from "../core/subject";
import type { Value } from "../core/value";

const SSH = 22;
const RANGES = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"];

/** Ingress rules of a resource, in the shape that its type gives them. */
function ingress(subject: Subject): Value[] {
  const { properties, resource } = subject;
  if (resource.type === "aws:ec2/securityGroup:SecurityGroup") return properties.get("ingress").items();
  if (resource.type === "aws:ec2/securityGroupRule:SecurityGroupRule") {
    return properties.get("type").string === "ingress" ? [properties] : [];
  }
  return [properties];
}

function coversSsh(rule: Value): boolean {
  const protocol = (rule.get("protocol").string ?? rule.get("ipProtocol").string ?? "tcp").toLowerCase();
  // -1 is every protocol and port, 6 the number of TCP.
  if (["-1", "all"].includes(protocol)) return true;
  if (!["tcp", "6"].includes(protocol)) return false;
  const from = rule.get("fromPort").number ?? 0;
  return from <= SSH && SSH <= (rule.get("toPort").number ?? from);
}

/** CIS AWS Foundations 3.0.0, 5.2 and 5.3. */
export const securityGroupSsh: Rule = {
  id: "aws-security-group-ssh-open",
  title: "Security groups let SSH in from administrators' ranges alone",
  why: "whoever reaches SSH can try stolen keys and the next flaw of the SSH server",
  mend: "name administrators' ranges, or close port 22 and use Session Manager",
  severity: "critical",
  maps: {
    practices: ["Firewalls and gateways"],
    cisAws: ["5.2", "5.3"],
    pciDss4: ["1.3.1", "1.4.2"],
    owaspApi2023: ["API8"],
  },
  types: [
    "aws:ec2/securityGroup:SecurityGroup",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  ],
  parameters: worldParameters,
  check: (subject) => {
    const v4 = subject.parameter<number>("minimumPrefixV4");
    const v6 = subject.parameter<number>("minimumPrefixV6");
    subject.each(ingress(subject), (rule) => {
      if (!coversSsh(rule)) return;
      subject.each(RANGES, (name) => {
        const ranges = rule.get(name);
        subject.each(ranges.string === undefined ? ranges.items() : [ranges], (range) => {
          if (range.string && isWorld(range.string, v4, v6)) {
            subject.report(range, `is ${range.string}: SSH from the world`);
          }
        });
      });
    });
  },
};
