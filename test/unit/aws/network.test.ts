import { planSubnets } from "../../../components/aws/network/subnets";
import { overlap, ipv4Network } from "../../../components/model/ipv4Network";
import { ConfigurationError } from "../../../components/model/problems";
import { resolve } from "../../../components/model/resolve";
import type { ResolvedAwsNetwork } from "../../../components/model/types";

const zones = ["eu-central-1a", "eu-central-1b"];
const made = { cidrBlock: "10.20.0.0/16", zones };
const subnet = { id: "subnet-0123456789abcdef0", cidrBlock: "10.0.1.0/24", zone: "eu-central-1a" };
const existing = { vpcId: "vpc-0123456789abcdef0", publicSubnets: [subnet] };

function network(settings: object): ResolvedAwsNetwork {
  return resolve("awsNetwork", settings);
}

function mistakes(settings: object): string[] {
  try {
    network(settings);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split("\n");
    throw error;
  }
  return [];
}

test("a network is made closed and logged where nothing else is said", () => {
  expect(network(made)).toEqual({
    ...made,
    natGateways: "none",
    gatewayEndpoints: ["s3"],
    interfaceEndpoints: [],
    flowLogs: { retentionDays: 365 },
  });
});

test("each zone has a public and a private subnet", () => {
  expect(planSubnets(network(made))).toEqual({
    public: [
      { zone: "eu-central-1a", cidrBlock: "10.20.0.0/20" },
      { zone: "eu-central-1b", cidrBlock: "10.20.16.0/20" },
    ],
    private: [
      { zone: "eu-central-1a", cidrBlock: "10.20.128.0/20" },
      { zone: "eu-central-1b", cidrBlock: "10.20.144.0/20" },
    ],
  });
});

test.each([16, 17, 20, 23, 24])("a /%i has room for all zones, within itself and apart", (length) => {
  const cidrBlock = `172.16.0.0/${length}`;
  const all = [..."abcdefgh"].map((letter) => `us-east-1${letter}`);
  const plan = planSubnets(network({ cidrBlock, zones: all }));
  const ranges = [...plan.public, ...plan.private].map((one) => ipv4Network(one.cidrBlock)!);
  expect(ranges).toHaveLength(16);
  for (const [index, range] of ranges.entries()) {
    expect(range.length).toBe(length + 4);
    expect(overlap(range, ipv4Network(cidrBlock)!)).toBe(true);
    expect(ranges.slice(index + 1).some((other) => overlap(range, other))).toBe(false);
  }
});

test.each([
  ["a zone after the others", [...zones, "eu-central-1c"]],
  ["a zone before the others", ["eu-central-1c", ...zones]],
  ["another order", [...zones].reverse()],
])("%s moves no subnet", (_, changed) => {
  const subnets = (list: string[]): string[] => {
    const plan = planSubnets(network({ ...made, zones: list }));
    return [...plan.public, ...plan.private].map(({ zone, cidrBlock }) => `${zone} ${cidrBlock}`);
  };
  expect(subnets(changed)).toEqual(expect.arrayContaining(subnets(zones)));
});

test("an existing network has the subnets that are named", () => {
  expect(planSubnets(network({ existing }))).toEqual({ public: [subnet], private: [] });
});

test.each<[what: string, settings: object, messages: string[]]>([
  ["what fits together", made, []],
  ["an existing network", { existing }, []],
  [
    "no network at all",
    {},
    [
      "awsNetwork.cidrBlock is missing: it is needed where existing names no network",
      "awsNetwork.zones is missing: it is needed where existing names no network",
    ],
  ],
  [
    "a network without zones",
    { cidrBlock: made.cidrBlock },
    ["awsNetwork.zones is missing: it is needed where existing names no network"],
  ],
  [
    "a network that is made and exists",
    { ...made, existing },
    [
      "awsNetwork.cidrBlock must not be set beside existing, whose network is there already",
      "awsNetwork.zones must not be set beside existing, whose network is there already",
    ],
  ],
  [
    "what would be made in an existing network",
    { existing, natGateways: "single", interfaceEndpoints: ["ssm"] },
    [
      "awsNetwork.natGateways must not be set beside existing: nothing is made in a network that is there already",
      "awsNetwork.interfaceEndpoints must not be set beside existing: nothing is made in a network that is there already",
    ],
  ],
  [
    "a range too wide",
    { ...made, cidrBlock: "10.0.0.0/8" },
    ['awsNetwork.cidrBlock must be an IPv4 range from /16 to /24 (got "10.0.0.0/8")'],
  ],
  [
    "a range too narrow to be cut",
    { ...made, cidrBlock: "10.0.0.0/25" },
    ['awsNetwork.cidrBlock must be an IPv4 range from /16 to /24 (got "10.0.0.0/25")'],
  ],
  [
    "an IPv6 range",
    { ...made, cidrBlock: "2001:db8::/20" },
    ['awsNetwork.cidrBlock must be an IPv4 range from /16 to /24 (got "2001:db8::/20")'],
  ],
  [
    "an address within a range",
    { ...made, cidrBlock: "10.20.1.0/16" },
    ['awsNetwork.cidrBlock must begin at its first address: 10.20.0.0/16 (got "10.20.1.0/16")'],
  ],
  [
    "one zone",
    { ...made, zones: ["eu-central-1a"] },
    ["awsNetwork.zones must have 2 to 8 entries, so that one may fail (got 1)"],
  ],
  [
    "zones of two regions",
    { ...made, zones: ["eu-central-1a", "eu-west-1b"] },
    ['awsNetwork.zones[1] must be of the region of the others, eu-central-1 (got "eu-west-1b")'],
  ],
  [
    "flow logs that are thrown away before a year is over",
    { ...made, flowLogs: { retentionDays: 30 } },
    [
      "awsNetwork.flowLogs.retentionDays must be one of 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 (got 30)",
    ],
  ],
  [
    "an existing network without subnets",
    { existing: { vpcId: existing.vpcId } },
    ["awsNetwork.existing.publicSubnets must have at least 1 entry, for hosts to be in"],
  ],
  [
    "a subnet that is public and private",
    { existing: { ...existing, privateSubnets: [subnet] } },
    [
      'awsNetwork.existing.privateSubnets[0].id must be another subnet\'s (got "subnet-0123456789abcdef0" twice)',
    ],
  ],
  [
    "subnets that cannot be of one network",
    {
      existing: {
        ...existing,
        privateSubnets: [{ ...subnet, id: "subnet-0123456789abcdef1", cidrBlock: "10.0.0.0/20" }],
      },
    },
    [
      "awsNetwork.existing.privateSubnets[0].cidrBlock must share no address with another subnet (10.0.0.0/20 overlaps 10.0.1.0/24 of subnet-0123456789abcdef0)",
    ],
  ],
  [
    "a subnet's range that begins elsewhere",
    { existing: { ...existing, publicSubnets: [{ ...subnet, cidrBlock: "10.0.1.7/24" }] } },
    [
      'awsNetwork.existing.publicSubnets[0].cidrBlock must be an IPv4 range as the subnet has it (got "10.0.1.7/24")',
    ],
  ],
])("%s", (_, settings, messages) => {
  expect(mistakes(settings)).toEqual(messages);
});
