import { worldParameters } from "../../core/addressRange";
import type { Rule } from "../../core/rule";
import type { Subject } from "../../core/subject";
import type { Value } from "../../core/value";
import { actionOf, coversPort, isForAnswers, worldRange } from "./aclEntries";

const SINGLE = "aws:ec2/networkAclRule:NetworkAclRule";
const FAMILIES = ["cidrBlock", "ipv6CidrBlock"] as const;

/** The entry that lets the world in to a port: entries count by their number, and the first that fits decides. */
function opening(
  subject: Subject,
  entries: readonly Value[],
  port: number,
  family: (typeof FAMILIES)[number],
) {
  const ordered = entries
    .filter((entry) => coversPort(entry, port))
    .map((entry) => ({ entry, number: entry.get("ruleNo").number ?? 0 }))
    .sort((a, b) => a.number - b.number);
  for (const { entry } of ordered) {
    if (actionOf(entry) === "allow") {
      const range = worldRange(subject, entry, family);
      if (range) return range;
    } else if (/\/0\s*$/.test(entry.get(family).string ?? "")) return undefined;
  }
  return undefined;
}

function judgeAll(subject: Subject, entries: readonly Value[], ports: readonly number[]): void {
  subject.each(FAMILIES, (family) => {
    const open = new Map<string, { range: Value; ports: number[] }>();
    for (const port of ports) {
      const range = opening(subject, entries, port, family);
      if (!range) continue;
      const known = open.get(range.path) ?? { range, ports: [] };
      open.set(range.path, { range, ports: [...known.ports, port] });
    }
    for (const { range, ports: found } of open.values()) report(subject, range, found);
  });
}

function report(subject: Subject, range: Value, ports: readonly number[]): void {
  subject.report(range, `is ${range.string}: port ${ports.join(", ")} is open to the world`);
}

/** CIS AWS Foundations 3.0.0, 5.1. */
export const aclAdminPorts: Rule = {
  id: "aws-network-acl-admin-ports",
  title: "Network ACLs keep the world away from administrators' ports",
  why: "they are what is left when somebody opens a security group by mistake",
  mend: "allow the ports that the subnet serves, or deny 20, 21, 22 and 3389 by an entry with a lower number",
  severity: "medium",
  maps: {
    practices: ["Firewalls and gateways"],
    cisAws: ["5.1"],
    pciDss4: ["1.3.1", "1.4.2"],
    owaspApi2023: ["API8"],
    checkov: ["CKV_AWS_229", "CKV_AWS_230", "CKV_AWS_231", "CKV_AWS_232", "CKV_AWS_352"],
  },
  types: ["aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", SINGLE],
  parameters: {
    ...worldParameters,
    ports: {
      type: "array",
      items: { type: "integer", minimum: 0, maximum: 65535 },
      default: [20, 21, 22, 3389],
      description: "TCP ports that the world must not reach: FTP, SSH and remote desktops.",
    },
  },
  check: (subject) => {
    const { properties, resource } = subject;
    const ports = subject.parameter<number[]>("ports");
    if (resource.type !== SINGLE) return judgeAll(subject, properties.get("ingress").items(), ports);
    if (properties.get("egress").boolean || actionOf(properties) !== "allow") return;
    // Whether an entry with a lower number denies them stands in another resource.
    if (isForAnswers(properties)) return;
    const open = ports.filter((port) => coversPort(properties, port));
    if (open.length === 0) return;
    subject.each(FAMILIES, (family) => {
      const range = worldRange(subject, properties, family);
      if (range) report(subject, range, open);
    });
  },
};
