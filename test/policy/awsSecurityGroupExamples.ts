import { type Example, type Examples, UNKNOWN } from "./rule";

type Properties = Record<string, unknown>;

const WORLD = "0.0.0.0/0";
const EVERY_PORT = { protocol: "-1", fromPort: 0, toPort: 0 };
const tcp = (from: number, to = from): Properties => ({ protocol: "tcp", fromPort: from, toPort: to });

/** A group with inline rules. */
const group = (ingress: unknown, more: Properties = {}): Example => ({ properties: { ingress, ...more } });
const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
/** A rule of the older kind, for either direction. */
const rule = (type: string, properties: Properties): Example => ({
  type: "aws:ec2/securityGroupRule:SecurityGroupRule",
  properties: { type, ...properties },
});
/** A rule of the newer kinds. */
const ingressRule = (properties: Properties): Example => ({
  type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  properties,
});
const egressRule = (properties: Properties): Example => ({
  type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  properties,
});

/** Examples of a rule that keeps the world from a service's port. */
function service(port: number): Examples {
  const newer = { ipProtocol: "tcp", fromPort: port, toPort: port };
  return {
    fails: [
      [
        "ingress[1].cidrBlocks[0]",
        group([
          { ...tcp(443), cidrBlocks: [WORLD] },
          { ...tcp(port), cidrBlocks: [WORLD] },
        ]),
      ],
      ["cidrBlocks[1]", rule("ingress", { ...tcp(port), cidrBlocks: ["10.0.0.0/8", "128.0.0.0/1"] })],
      ["cidrIpv6", ingressRule({ ...newer, cidrIpv4: UNKNOWN, cidrIpv6: "::/0" })],
      [
        "ingress[0].ipv6CidrBlocks[0]",
        { ...group([{ ...EVERY_PORT, ipv6CidrBlocks: ["::/0"] }]), type: DEFAULT_GROUP },
      ],
    ],
    passes: [
      group([
        { ...tcp(port), cidrBlocks: ["192.0.2.0/24"] },
        { ...tcp(port), securityGroups: ["sg-1"], self: true },
      ]),
      group([
        { ...tcp(port + 1), cidrBlocks: [WORLD] },
        { protocol: "udp", fromPort: port, toPort: port, cidrBlocks: [WORLD] },
      ]),
      rule("egress", { ...tcp(port), cidrBlocks: [WORLD] }),
      ingressRule({ ...newer, referencedSecurityGroupId: "sg-1" }),
      { ...group([{ ...tcp(port), cidrBlocks: [WORLD] }]), parameters: { ports: [] } },
      group(undefined),
    ],
    unknown: [group(UNKNOWN), ingressRule({ ...newer, cidrIpv4: UNKNOWN }), rule(UNKNOWN, tcp(port))],
  };
}

/** Examples by rule. */
export const awsSecurityGroupExamples: Record<string, Examples> = {
  "aws-security-group-ssh-open": {
    fails: [
      ...service(22).fails,
      ["ingress[0].cidrBlocks[0]", group([{ ...tcp(0, 1024), cidrBlocks: [WORLD] }])],
      ["ingress[0].cidrBlocks[0]", group([{ protocol: "6", fromPort: 22, toPort: 22, cidrBlocks: [WORLD] }])],
      ["cidrIpv4", ingressRule({ ipProtocol: "-1", cidrIpv4: WORLD })],
    ],
    passes: service(22).passes,
    unknown: [
      ...(service(22).unknown ?? []),
      ingressRule({ ipProtocol: "tcp", fromPort: UNKNOWN, toPort: 22, cidrIpv4: WORLD }),
    ],
  },
  "aws-security-group-rdp-open": service(3389),
  "aws-security-group-database-open": service(5432),
  "aws-security-group-cleartext-open": service(23),
  "aws-security-group-administration-open": service(2376),
  "aws-security-group-all-ports-open": {
    fails: [
      ["ingress[0].cidrBlocks[0]", group([{ ...EVERY_PORT, cidrBlocks: [WORLD] }])],
      ["cidrBlocks[0]", rule("ingress", { ...tcp(0, 65535), cidrBlocks: [WORLD] })],
      [
        "cidrBlocks[0]",
        rule("ingress", { protocol: "udp", fromPort: 1, toPort: 65535, cidrBlocks: [WORLD] }),
      ],
      ["cidrIpv6", ingressRule({ ipProtocol: "-1", cidrIpv6: "::/0" })],
    ],
    passes: [
      group([
        { ...EVERY_PORT, self: true },
        { ...EVERY_PORT, cidrBlocks: ["10.0.0.0/8"] },
      ]),
      group([
        { ...tcp(0), cidrBlocks: [WORLD] },
        { protocol: "icmp", fromPort: -1, toPort: -1, cidrBlocks: [WORLD] },
      ]),
      rule("egress", { ...EVERY_PORT, cidrBlocks: [WORLD] }),
    ],
    unknown: [
      ingressRule({ ipProtocol: UNKNOWN, cidrIpv4: WORLD }),
      group([{ ...EVERY_PORT, cidrBlocks: UNKNOWN }]),
    ],
  },
  "aws-security-group-public-ports": {
    fails: [
      ["ingress[0].cidrBlocks[0]", group([{ ...tcp(8080), cidrBlocks: [WORLD] }])],
      ["cidrIpv4", ingressRule({ ipProtocol: "tcp", fromPort: 443, toPort: 444, cidrIpv4: WORLD })],
      ["cidrIpv4", ingressRule({ ipProtocol: "udp", fromPort: 161, toPort: 161, cidrIpv4: WORLD })],
      [
        "cidrBlocks[0]",
        { ...rule("ingress", { ...tcp(80), cidrBlocks: [WORLD] }), parameters: { ports: [443] } },
      ],
    ],
    passes: [
      group([
        { ...tcp(443), cidrBlocks: [WORLD], ipv6CidrBlocks: ["::/0"] },
        { ...tcp(80), cidrBlocks: [WORLD] },
      ]),
      // Rules of their own look at these.
      group([
        { ...tcp(22), cidrBlocks: [WORLD] },
        { ...EVERY_PORT, cidrBlocks: [WORLD] },
      ]),
      group([{ ...tcp(8080), cidrBlocks: ["10.0.0.0/8"] }]),
      group([{ protocol: "icmp", fromPort: 8, toPort: 0, cidrBlocks: [WORLD] }]),
      { ...group([{ ...tcp(8080), cidrBlocks: [WORLD] }]), parameters: { ports: [80, 443, 8080] } },
      rule("egress", { ...tcp(8080), cidrBlocks: [WORLD] }),
    ],
    unknown: [ingressRule({ ipProtocol: "tcp", fromPort: 8080, toPort: UNKNOWN, cidrIpv4: WORLD })],
  },
  "aws-security-group-open-egress": {
    fails: [
      ["egress[0].cidrBlocks[0]", { properties: { egress: [{ ...EVERY_PORT, cidrBlocks: [WORLD] }] } }],
      ["cidrBlocks[0]", rule("egress", { ...tcp(0, 65535), cidrBlocks: [WORLD] })],
      ["cidrIpv4", egressRule({ ipProtocol: "-1", cidrIpv4: WORLD })],
    ],
    passes: [
      { properties: {} },
      {
        properties: {
          egress: [
            { ...tcp(443), cidrBlocks: [WORLD] },
            { ...EVERY_PORT, cidrBlocks: ["10.0.0.0/8"] },
          ],
        },
      },
      rule("ingress", { ...EVERY_PORT, cidrBlocks: [WORLD] }),
      egressRule({ ipProtocol: "-1", referencedSecurityGroupId: "sg-1" }),
    ],
    unknown: [egressRule({ ipProtocol: "-1", cidrIpv4: UNKNOWN })],
  },
  "aws-security-group-description": {
    fails: [
      ["description", { properties: {} }],
      ["description", { properties: { description: "Managed by Pulumi" } }],
      ["ingress[0].description", group([{ ...tcp(443) }], { description: "Hosts of the API" })],
      ["egress[0].description", { properties: { egress: [tcp(443)] }, type: DEFAULT_GROUP }],
      ["description", rule("ingress", tcp(443))],
      ["description", ingressRule({ description: " " })],
      ["description", egressRule({})],
    ],
    passes: [
      group([{ description: "HTTPS" }], {
        description: "Hosts of the API",
        egress: [{ description: "DNS" }],
      }),
      { properties: {}, type: DEFAULT_GROUP },
      rule("egress", { description: "DNS" }),
      ingressRule({ description: "HTTPS" }),
      egressRule({ description: "DNS" }),
    ],
    unknown: [{ properties: { description: UNKNOWN } }],
  },
};
